import type { Command } from 'commander';
import type { OptionTable } from '../../core/options/option-table.js';
import type { CliContext } from '../context/cli-context.js';
import { flagName } from '../typed-options/flag-name.js';

const namesCluster: ReadonlySet<string> = new Set([
  'inspect',
  'kubeconfig',
  'update',
  'rm',
  'get-version',
  'set-version',
  'get-cluster-size',
  'set-cluster-size',
  'renew-token',
  'capabilities',
  'create',
]);

/**
 * Returns what the last of `words` can become: commands, names of clusters and providers, our options, and the driver's
 * options where the other words name a provider of ours. Starts no driver.
 */
export async function completeWords(
  program: Command,
  context: CliContext,
  words: readonly string[],
): Promise<readonly string[]> {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const candidates = await candidatesAfter(program, context, before, last.startsWith('-'));
  return [...new Set(candidates)].filter((candidate) => candidate.startsWith(last));
}

async function candidatesAfter(
  program: Command,
  context: CliContext,
  before: readonly string[],
  wantsOption: boolean,
): Promise<readonly string[]> {
  const providers = context.host.builtInProviders.map(({ name }) => name);
  const previous = before.at(-1);
  if (previous === '--provider') return providers;
  const { command, depth } = commandOf(program, before);
  if (wantsOption) {
    const own = command.options.flatMap(({ long }) => (long === undefined ? [] : [long]));
    const takesMore = ['create', 'update', 'doctor', 'manifest'].includes(command.name());
    return [...own, '--help', ...(takesMore ? await driverFlags(context, before) : [])];
  }
  if (command.commands.length > 0) return command.commands.filter(isShown).map((child) => child.name());
  if (command.name() === 'providers') return providers;
  if (command.name() === 'completion') return ['bash', 'zsh', 'fish'];
  const isName = before.length === depth && (namesCluster.has(command.name()) || command.parent?.name() === 'etcd');
  return isName ? context.clusters.names() : [];
}

function commandOf(program: Command, words: readonly string[]): { command: Command; depth: number } {
  let command = program;
  let depth = 0;
  for (const word of words) {
    const child = command.commands.find((candidate) => candidate.name() === word);
    if (child === undefined) break;
    command = child;
    depth++;
  }
  return { command, depth };
}

async function driverFlags(context: CliContext, words: readonly string[]): Promise<readonly string[]> {
  const table = await tableOf(context, words);
  return Object.entries(table).flatMap(([name, option]) =>
    option.type === 'bool' ? [`--${flagName(name)}`, `--no-${flagName(name)}`] : [`--${flagName(name)}`],
  );
}

async function tableOf({ host, clusters }: CliContext, words: readonly string[]): Promise<OptionTable> {
  const typed = words[words.indexOf('--provider') + 1];
  if (words.includes('--provider') && typed !== undefined) return (await host.loadProvider(typed)).options;
  const names = await clusters.names();
  const name = words.find((word) => names.includes(word));
  const record = name === undefined ? undefined : await clusters.read(name);
  return record?.driver.kind === 'provider' ? (await host.loadProvider(record.driver.name)).options : {};
}

function isShown(command: Command): boolean {
  return command.name() !== 'complete-words';
}
