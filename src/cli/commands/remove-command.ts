import type { Command } from 'commander';
import { messageOf } from '../../core/driver-error.js';
import { removeCluster } from '../../engine/operations/remove-cluster.js';
import { checkName } from '../context/check-name.js';
import type { CliContext } from '../context/cli-context.js';
import { kubeconfigFiles, removeFromKubeconfig } from '../kubeconfig/kubeconfig-files.js';
import { runOperation } from '../operations/run-operation.js';

interface RemoveFlags {
  readonly force?: boolean;
  readonly kubeconfig: boolean;
  readonly verbose?: boolean;
}

const outcomes = {
  removed: 'is removed',
  absent: 'is not there: nothing to remove',
  forgotten: 'is forgotten; remove what is left of it yourself',
} as const;

/** `driver rm`: removes a cluster; one that is gone is success. */
export function addRemoveCommand(program: Command, context: CliContext): void {
  program
    .command('rm')
    .summary('remove a cluster')
    .description(
      'Removes a cluster. If its driver fails four times, the record stays for another try, unless --force is given.',
    )
    .argument('<name>')
    .option('--force', 'forget the cluster even if its driver could not remove it, as Rancher does')
    .option('--no-kubeconfig', 'leave the kubeconfig alone')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver rm demo')
    .action(async (typed: string, flags: RemoveFlags) => {
      const name = checkName(typed, 'cluster');
      const operation = { verb: 'rm', subject: name, exclusive: true, verbose: flags.verbose };
      const outcome = await runOperation(context, operation, (services) =>
        removeCluster(services, name, { forget: flags.force === true }),
      );
      context.terminal.stdout.write(`${name} ${outcomes[outcome]}\n`);
      if (flags.kubeconfig) await cleanKubeconfig(context, name);
    });
}

async function cleanKubeconfig({ terminal }: CliContext, name: string): Promise<void> {
  try {
    await removeFromKubeconfig(kubeconfigFiles(terminal), name);
  } catch (thrown) {
    terminal.stderr.write(`warning: ${messageOf(thrown)}\n`);
  }
}
