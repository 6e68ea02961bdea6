import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { messageOf } from '../../core/driver-error.js';
import { whyNoChecksum, whyNoDriver, whyNotInstalled } from '../../manifest/downloaded-file.js';
import { type ManifestForm, manifestForms, manifestText } from '../../manifest/manifest-text.js';
import type { CliContext } from '../context/cli-context.js';
import { chosenReference, type DriverChoice, noProviderChosen } from '../typed-options/driver-choice.js';
import { driverCommandHelp } from '../typed-options/driver-command-help.js';
import { learnOptions } from '../typed-options/typed-cluster.js';
import { usageError } from '../context/usage-error.js';
import { type ExampleFlags, wantedExample } from '../typed-options/wanted-example.js';

interface ManifestFlags extends ExampleFlags {
  readonly url?: string;
  readonly checksum?: string;
  readonly file?: string;
  readonly name?: string;
  readonly whitelist: readonly string[];
  readonly format: ManifestForm;
  readonly help?: boolean;
}

/** `driver manifest`: prints what an administrator gives to Rancher to register the driver and to make a cluster with it. */
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
    .option('--file <path>', 'the file at that URL, to compute the checksum from')
    .option('--name <name>', "name of the driver in Rancher (default: the provider's)")
    .option('--whitelist <domains...>', 'further hosts that a UI extension may reach through Rancher', [])
    .option('--cluster', "add an example cluster; it has the provider's options that are given")
    .option(
      '--cluster-name <name>',
      'name of that cluster for Rancher, "c-" and five of a-z and 0-9 (default: a new one)',
    )
    .option('--display-name <name>', 'name of that cluster for people (default: demo)')
    .addOption(new Option('--format <form>', 'what to print').choices(manifestForms).default('yaml'))
    .helpOption(false)
    .option('-h, --help', "show this help, and with --provider that provider's options too")
    .allowUnknownOption()
    .action(async (words: readonly string[], flags: ManifestFlags, command: Command) => {
      const reference = await chosenReference(flags, context);
      if (flags.help === true) {
        await driverCommandHelp(context, command, reference);
        return;
      }
      if (reference === undefined) throw noProviderChosen(context);
      const choice = await learnOptions(context, 'manifest', reference);
      const example = await wantedExample(context.terminal, choice, words, flags);
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
    whitelistDomains: [...((builtIn ?? provider)?.whitelistDomains ?? []), ...flags.whitelist],
  };
}

async function sha256Of(path: string): Promise<string> {
  const content = await readFile(path).catch((cause: unknown) => {
    throw usageError(`--file: cannot read ${path}: ${messageOf(cause)}`);
  });
  const problem = whyNoDriver(content);
  if (problem !== undefined) throw usageError(`--file: ${path} ${problem}`);
  return createHash('sha256').update(content).digest('hex');
}
