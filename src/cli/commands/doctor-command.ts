import type { Command } from 'commander';
import { DriverError } from '../../core/driver-error.js';
import { driverName, type DriverReference } from '../../engine/records/cluster-record.js';
import { checkName } from '../context/check-name.js';
import { checkText } from '../output/check-text.js';
import type { CliContext } from '../context/cli-context.js';
import { parseDriverArguments } from '../typed-options/driver-arguments.js';
import { driverCommandHelp } from '../typed-options/driver-command-help.js';
import { chosenReference, noProviderChosen } from '../typed-options/driver-choice.js';
import { jsonText } from '../output/json-text.js';
import { defaultOptions } from '../typed-options/merge-options.js';
import { valueReader } from '../typed-options/read-value.js';
import { type DoctorTask, runDoctor } from '../operations/run-doctor.js';
import { runOperation } from '../operations/run-operation.js';
import { learnOptions } from '../typed-options/typed-cluster.js';
import { wantedOptions } from '../typed-options/wanted-options.js';

interface DoctorFlags {
  readonly provider?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly help?: boolean;
}

/** The cluster name for a doctor where the user named no cluster. */
const nameOfNone = 'doctor';

/** `driver doctor`: checks all that a create needs, in this process, and creates nothing. `done` gets the exit code. */
export function addDoctorCommand(program: Command, context: CliContext, done: (exitCode: number) => void): void {
  program
    .command('doctor')
    .summary('check whether a create would succeed, without creating anything')
    .description(
      'Takes the options of a create and checks what it needs: credentials, permissions, limits, network. Creates nothing.',
    )
    .usage('[name] --provider NAME [options of the provider]')
    .argument('[words...]')
    .option('--provider <name>', 'provider to ask: a name of "driver providers", or the path of a module')
    .option('--json', 'as JSON, for programs')
    .option('--verbose', 'show every detail')
    .helpOption(false)
    .option('-h, --help', "show this help, and with --provider that provider's options too")
    .allowUnknownOption()
    .action(async (words: readonly string[], flags: DoctorFlags, command: Command) => {
      const { json, verbose } = flags;
      const provider = await chosenReference(flags, context);
      if (flags.help === true) {
        await driverCommandHelp(context, command, provider);
        return;
      }
      if (provider === undefined) throw noProviderChosen(context);
      const task = await typedTask(context, words, provider);
      const operation = { verb: 'doctor', subject: driverName(provider), exclusive: false, verbose };
      const checks = await runOperation(context, operation, (services) => runDoctor(task, services));
      context.terminal.stdout.write(json === true ? jsonText(checks) : checkText(checks));
      done(checks.some(({ result }) => result === 'failed') ? 1 : 0);
    });
}

async function typedTask(
  context: CliContext,
  words: readonly string[],
  reference: DriverReference,
): Promise<DoctorTask> {
  const choice = await learnOptions(context, 'doctor', reference);
  const { provider, table, title } = choice;
  const doctor = provider?.doctor?.bind(provider);
  if (doctor === undefined) {
    throw new DriverError('UNIMPLEMENTED', {
      attempted: 'run the doctor',
      why: `the ${title} has no checks before a create`,
    });
  }
  const given = await parseDriverArguments(words, table, valueReader(context.terminal));
  return {
    table,
    doctor,
    name: checkName(given.positionals[0] ?? nameOfNone, 'cluster'),
    wanted: wantedOptions(choice, given, defaultOptions(table)),
  };
}
