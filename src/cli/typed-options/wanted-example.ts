import { camelCase } from '../../core/options/option-table.js';
import type { Provider } from '../../core/contract/provider.js';
import { readOptions } from '../../core/options/read-options.js';
import { whyNoClusterName } from '../../manifest/cluster-name.js';
import { exampleOptions, type ExampleRequest, type ExampleValue } from '../../manifest/example-values.js';
import { crossOptionProblems, problemText } from './cross-option-problems.js';
import { parseDriverArguments } from './driver-arguments.js';
import type { DriverChoice } from './driver-choice.js';
import { flagName } from './flag-name.js';
import { valueReader } from './read-value.js';
import type { Terminal } from '../output/terminal.js';
import { refuseProblems, usageError } from '../context/usage-error.js';

/** The flags of `driver manifest` for its example cluster. */
export interface ExampleFlags {
  readonly provider?: string;
  readonly cluster?: boolean;
  readonly clusterName?: string;
  readonly displayName?: string;
}

type Given = Readonly<Record<string, ExampleValue>>;

/**
 * Returns the example cluster with the typed values; undefined where none was asked for, neither by a flag nor by an option
 * of the cluster.
 * @throws one usage error that names all that is wrong
 */
export async function wantedExample(
  terminal: Terminal,
  { table, provider: ours }: DriverChoice,
  words: readonly string[],
  { cluster, clusterName, displayName, provider = '' }: ExampleFlags,
): Promise<ExampleRequest | undefined> {
  const noName = clusterName === undefined ? undefined : whyNoClusterName(clusterName);
  if (noName !== undefined) throw usageError(`--cluster-name ${noName}`);
  const names = {
    ...(clusterName === undefined ? {} : { clusterName }),
    ...(displayName === undefined ? {} : { displayName }),
  };
  const isWanted = cluster === true || Object.keys(names).length > 0;
  if (words.length === 0) return isWanted ? { table, ...names } : undefined;
  const typed = await parseDriverArguments(words, table, valueReader(terminal));
  const problems = [
    ...typed.problems,
    ...typed.positionals.map((word) => `${JSON.stringify(word)} is one argument too many`),
  ];
  const given: Record<string, ExampleValue> = {};
  for (const { name, reading } of readOptions(table, typed.options, 'create')) {
    if (reading.kind === 'wrong') problems.push(`--${flagName(name)} ${reading.problem}`);
    if (reading.kind === 'given') given[name] = reading.value;
  }
  if (ours !== undefined && problems.length === 0) problems.push(...contradictions(ours, given));
  refuseProblems(problems, `"driver manifest --help --provider ${provider}" lists the options`);
  return { table, given, ...names };
}

/**
 * Returns what the driver would refuse in the given options. Missing options are no problem here, because a placeholder
 * stands for them.
 */
function contradictions(provider: Provider, given: Given): readonly string[] {
  const table = Object.entries(provider.options);
  const open = exampleOptions({ table: provider.options, given }).filter(({ isPlaceholder }) => isPlaceholder);
  const isOpen = (name: string) => open.some(({ key }) => key === camelCase(name));
  // The rules may rely on every required option.
  if (table.some(([name, { required }]) => required === true && isOpen(name))) return [];
  const values: Record<string, ExampleValue> = {};
  for (const [name, option] of table) {
    const value = given[name] ?? option.default;
    if (value !== undefined) values[name] = value;
  }
  return crossOptionProblems(provider, values)
    .filter(({ option }) => !isOpen(option))
    .map(problemText);
}
