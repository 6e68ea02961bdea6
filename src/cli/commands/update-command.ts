import type { Command } from 'commander';
import { DriverError } from '../../core/driver-error.js';
import { isUnfinished } from '../../engine/records/cluster-status.js';
import { readRecord } from '../../engine/operations/engine-services.js';
import { updateCluster } from '../../engine/operations/update-cluster.js';
import type { CliContext } from '../context/cli-context.js';
import { describeCluster } from '../output/describe-cluster.js';
import { driverCommandHelp } from '../typed-options/driver-command-help.js';
import { chosenReference, type DriverFlags } from '../typed-options/driver-choice.js';
import { mergeKubeconfig } from '../kubeconfig/merge-kubeconfig.js';
import { runOperation } from '../operations/run-operation.js';
import { typedCluster } from '../typed-options/typed-cluster.js';
import { wantedOptions } from '../typed-options/wanted-options.js';

interface UpdateFlags extends DriverFlags {
  readonly kubeconfig: boolean;
  readonly verbose?: boolean;
  readonly help?: boolean;
}

/**
 * `driver update`: upgrades, scales and changes a cluster. Without any option it makes the cluster match its stored
 * options.
 */
export function addUpdateCommand(program: Command, context: CliContext): void {
  program
    .command('update')
    .summary('change a cluster: upgrade, scale, and other options of its driver')
    .description(
      'Changes the options of a cluster that are given; all others stay as they are. Without any, it brings the cluster to its stored options again.',
    )
    .usage('<name> [options of the driver]')
    .argument('[words...]')
    .option('--provider <name>', 'with --help: the provider whose options to show')
    .option('--driver <file>', 'with --help: the driver whose options to show')
    .option('--no-kubeconfig', 'leave the kubeconfig alone')
    .option('--verbose', 'show every detail')
    .helpOption(false)
    .option('-h, --help', "show this help, and with a cluster's name its driver's options too")
    .allowUnknownOption()
    .action(async (words: readonly string[], flags: UpdateFlags, command: Command) => {
      if (flags.help === true) {
        const [name = ''] = words;
        const known = (await context.clusters.names()).includes(name);
        const driver = known ? (await context.clusters.read(name))?.driver : undefined;
        await driverCommandHelp(context, command, driver ?? (await chosenReference(flags, context)));
        return;
      }
      const { name, choice, given } = await typedCluster(context, 'update', words, undefined);
      const operation = { verb: 'update', subject: name, exclusive: true, verbose: flags.verbose };
      const record = await runOperation(context, operation, async (services) => {
        const stored = await readRecord(services, name);
        if (isUnfinished(stored.info.status)) {
          const why = `its create was interrupted (${stored.info.status})`;
          const whatToDo = `"driver create ${name}" goes on with it`;
          throw new DriverError('CONFLICT', { attempted: `update ${name}`, why, whatToDo });
        }
        return updateCluster(services, name, wantedOptions(choice, given, stored.options));
      });
      context.terminal.stdout.write(`${describeCluster(record)}\n`);
      if (flags.kubeconfig) await mergeKubeconfig(context, record);
    });
}
