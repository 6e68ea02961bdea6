import type { Command } from 'commander';
import { DriverError, isDriverError } from '../../core/driver-error.js';
import type { ClusterRecord } from '../../engine/records/cluster-record.js';
import { clusterStatus, existsAlready } from '../../engine/records/cluster-status.js';
import { createCluster } from '../../engine/operations/create-cluster.js';
import { updateCluster } from '../../engine/operations/update-cluster.js';
import type { CliContext } from '../context/cli-context.js';
import { describeCluster } from '../output/describe-cluster.js';
import { driverCommandHelp } from '../typed-options/driver-command-help.js';
import {
  chosenReference,
  noDriverChosen,
  type DriverChoice,
  type DriverFlags,
} from '../typed-options/driver-choice.js';
import { defaultOptions } from '../typed-options/merge-options.js';
import { mergeKubeconfig } from '../kubeconfig/merge-kubeconfig.js';
import { runOperation, type OperationServices } from '../operations/run-operation.js';
import { secretsOf } from '../operations/secrets-of.js';
import { typedCluster, type TypedCluster } from '../typed-options/typed-cluster.js';
import { wantedOptions } from '../typed-options/wanted-options.js';

interface CreateFlags extends DriverFlags {
  readonly displayName?: string;
  readonly kubeconfig: boolean;
  readonly verbose?: boolean;
  readonly help?: boolean;
}

/** `driver create`: makes a cluster, or goes on with one that failed or was interrupted. */
export function addCreateCommand(program: Command, context: CliContext): void {
  program
    .command('create')
    .summary('make a cluster, or continue a create that failed or was interrupted')
    .description('Makes a cluster, or continues a create that failed or was interrupted.')
    .usage('<name> --provider NAME [options of the provider]')
    .argument('[words...]')
    .option('--provider <name>', 'provider that makes it: a name of "driver providers", or the path of a module')
    .option('--driver <file>', 'any other cluster driver: an executable that is called with a port')
    .option('--display-name <text>', 'name of the cluster for people')
    .option('--no-kubeconfig', 'leave the kubeconfig alone')
    .option('--verbose', 'show every detail')
    .helpOption(false)
    .option('-h, --help', "show this help, and with --provider or --driver that driver's options too")
    .allowUnknownOption()
    .action(async (words: readonly string[], flags: CreateFlags, command: Command) => {
      if (flags.help === true) {
        await driverCommandHelp(context, command, await chosenReference(flags, context));
        return;
      }
      const asked = await chosenReference(flags, context);
      if (asked === undefined && !(await namesCluster(context, words))) throw noDriverChosen(context);
      const typed = await typedCluster(context, 'create', words, asked);
      const operation = { verb: 'create', subject: typed.name, exclusive: true, verbose: flags.verbose };
      const record = await runOperation(context, operation, (services) => create(services, typed, flags.displayName));
      context.terminal.stdout.write(`${describeCluster(record)}\n`);
      if (flags.kubeconfig) await mergeKubeconfig(context, record);
    });
}

async function create(
  services: OperationServices,
  { name, choice, given }: TypedCluster,
  displayName: string | undefined,
): Promise<ClusterRecord> {
  const stored = await services.store.read(name);
  if (stored !== undefined) refuseWhatExists(stored, choice);
  const spec = {
    name,
    displayName: displayName ?? stored?.displayName ?? name,
    driver: choice.reference,
    options: wantedOptions(choice, given, stored?.options ?? defaultOptions(choice.table)),
    secrets: secretsOf(choice.table),
  };
  if (stored?.info.status === clusterStatus.postChecking) return updateCluster(services, name, spec.options);
  try {
    return await createCluster(services, spec);
  } catch (thrown) {
    if (stored === undefined) await dropEmptyRecord(services, name, thrown);
    if ((await services.store.read(name)) !== undefined) {
      services.say(`"driver create ${name}" goes on with what exists, "driver rm ${name}" removes it`);
    }
    throw thrown;
  }
}

/**
 * Refuses a cluster that exists or belongs to another driver. A create that was interrupted in its last step, PostCheck, is
 * completed by an update, as in Rancher.
 */
function refuseWhatExists({ name, info, driver }: ClusterRecord, { reference }: DriverChoice): void {
  if (existsAlready(info.status) && info.status !== clusterStatus.postChecking) {
    const whatToDo = `"driver update ${name}" changes it, "driver rm ${name}" removes it`;
    throw new DriverError('CONFLICT', {
      attempted: `create ${name}`,
      why: `it exists already (${info.status})`,
      whatToDo,
    });
  }
  if (JSON.stringify(driver) !== JSON.stringify(reference)) {
    const other = driver.kind === 'provider' ? `--provider ${driver.name}` : `--driver ${driver.path}`;
    throw new DriverError('CONFLICT', {
      attempted: `create ${name}`,
      why: `it was begun with ${other}`,
      whatToDo: `go on with that, or "driver rm ${name}" first`,
    });
  }
}

/** Deletes the record of a create that the driver refused before it made anything: there is nothing to keep it for. */
async function dropEmptyRecord(services: OperationServices, name: string, thrown: unknown): Promise<void> {
  const record = await services.store.read(name);
  const nothing = record !== undefined && Object.keys(record.info.metadata).length === 0;
  if (nothing && isDriverError(thrown) && thrown.code === 'INVALID') await services.store.remove(name);
}

async function namesCluster({ clusters }: CliContext, words: readonly string[]): Promise<boolean> {
  const known = await clusters.names();
  return words.some((word) => known.includes(word));
}
