import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { messageOf } from '../../core/driver-error.js';
import { readOption } from '../../core/read-option.js';
import { whyNoClusterName } from '../../manifest/cluster-name.js';
import { whyNoChecksum, whyNotInstalled } from '../../manifest/downloaded-file.js';
import type { ExampleRequest, ExampleValue } from '../../manifest/example-values.js';
import { type ManifestForm, manifestForms, manifestText } from '../../manifest/manifest-text.js';
import type { CliContext } from '../cli-context.js';
import { parseDriverArguments } from '../driver-arguments.js';
import { chosenReference, type DriverChoice, noProviderChosen } from '../driver-choice.js';
import { driverCommandHelp } from '../driver-command-help.js';
import { flagName } from '../flag-name.js';
import { valueReader } from '../read-value.js';
import { learnOptions } from '../typed-cluster.js';
import { refuseProblems, usageError } from '../usage-error.js';

interface ManifestFlags {
  readonly provider?: string;
  readonly url?: string;
  readonly checksum?: string;
  readonly file?: string;
  readonly name?: string;
  readonly whitelist: readonly string[];
  readonly cluster?: boolean;
  readonly clusterName?: string;
  readonly displayName?: string;
  readonly format: ManifestForm;
  readonly help?: boolean;
}

/** `driver manifest`: what an administrator tells Rancher, to register the driver and to make a cluster with it. */
export function addManifestCommand(program: Command, context: CliContext): void {
  program
    .command('manifest')
    .summary('print what registers the driver in Rancher, and an example cluster')
    .description(
      'Prints what registers the driver in Rancher: an object for kubectl, resources for Terraform, or calls of Rancher’s API.',
    )
    .usage('--provider NAME --url URL [--cluster [options of the provider]]')
    .argument('[words...]')
    .option('--provider <name>', 'provider of the driver: a name of "driver providers", or the path of a module')
    .option('--url <url>', 'where Rancher downloads the driver from')
    .option('--checksum <hex>', 'its checksum: md5, sha1, sha256 or sha512')
    .option('--file <path>', 'the file that will lie there, to take the checksum of')
    .option('--name <name>', 'name of the driver in Rancher, where it is not that of the provider')
    .option('--whitelist <domains...>', 'further hosts that a UI extension may reach through Rancher', [])
    .option('--cluster', "add an example cluster; it has the provider's options that are given")
    .option(
      '--cluster-name <name>',
      'name of that cluster for Rancher, "c-" and five of a-z and 0-9 (default: a new one)',
    )
    .option('--display-name <name>', 'name of that cluster for people (default: demo)')
    .addOption(new Option('--format <form>', 'what to print').choices(manifestForms).default('yaml'))
    .helpOption(false)
    .option('-h, --help', "show this, and with --provider that provider's options too")
    .allowUnknownOption()
    .action(async (words: readonly string[], flags: ManifestFlags, command: Command) => {
      const reference = await chosenReference(flags, context.terminal);
      if (flags.help === true) {
        await driverCommandHelp(context, command, reference);
        return;
      }
      if (reference === undefined) throw noProviderChosen(context);
      const choice = await learnOptions(context, 'manifest', reference);
      const example = await exampleOf(context, choice, words, flags);
      const driver = await registrationOf(context, choice, flags);
      context.terminal.stdout.write(
        await manifestText({ driver, form: flags.format, ...(example === undefined ? {} : { example }) }),
      );
    });
}

async function registrationOf({ host, terminal }: CliContext, { provider }: DriverChoice, flags: ManifestFlags) {
  const builtIn = host.builtInProviders.find((listed) => listed.name === flags.provider);
  const { url, name = builtIn?.name ?? provider?.name ?? '' } = flags;
  if (url === undefined) throw usageError('say where Rancher downloads the driver from: --url URL');
  const problem = whyNotInstalled(url, name);
  if (problem !== undefined) throw usageError(problem);
  if (flags.checksum !== undefined && flags.file !== undefined) throw usageError('give --checksum or --file, not both');
  const checksum =
    flags.file === undefined ? flags.checksum : await sha256Of(resolve(terminal.workingDirectory, flags.file));
  const noChecksum = checksum === undefined ? undefined : whyNoChecksum(checksum);
  if (noChecksum !== undefined) throw usageError(`--checksum ${noChecksum}`);
  return {
    name,
    url,
    ...(checksum === undefined ? {} : { checksum }),
    whitelistDomains: [...(builtIn?.whitelistDomains ?? []), ...flags.whitelist],
  };
}

async function sha256Of(path: string): Promise<string> {
  try {
    return createHash('sha256')
      .update(await readFile(path))
      .digest('hex');
  } catch (cause) {
    throw usageError(`--file: cannot read ${path}: ${messageOf(cause)}`);
  }
}

/** The example with what was typed for it; undefined where none was asked for, neither by --cluster nor by an option of it. */
async function exampleOf(
  { terminal }: CliContext,
  { table }: DriverChoice,
  words: readonly string[],
  { cluster, clusterName, displayName, provider = '' }: ManifestFlags,
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
  for (const [name, option] of Object.entries(table)) {
    const reading = readOption(name, option, typed.options, 'create');
    if (reading.kind === 'wrong') problems.push(`--${flagName(name)} ${reading.problem}`);
    if (reading.kind === 'given') given[name] = reading.value;
  }
  refuseProblems(problems, `"driver manifest --help --provider ${provider}" lists the options`);
  return { table, given, ...names };
}
