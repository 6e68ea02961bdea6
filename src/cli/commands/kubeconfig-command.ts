import type { Command } from 'commander';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { kubeconfigOf } from '../kubeconfig/kubeconfig-of.js';
import { kubeconfigText } from '../kubeconfig/kubeconfig-text.js';

/** `driver kubeconfig`: prints a whole kubeconfig, with the service account token in it. */
export function addKubeconfigCommand(program: Command, context: CliContext): void {
  program
    .command('kubeconfig')
    .summary('print a kubeconfig of a cluster')
    .description('Prints a whole kubeconfig of a cluster, with its service account token.')
    .argument('<name>')
    .addHelpText('after', '\nExample:\n  driver kubeconfig demo > demo.yaml')
    .action(async (name: string) => {
      context.terminal.stdout.write(kubeconfigText(kubeconfigOf(await findRecord(context, name))));
    });
}
