import type { Command } from 'commander';
import { renewToken } from '../../engine/operations/renew-token.js';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { mergeKubeconfig } from '../kubeconfig/merge-kubeconfig.js';
import { runOperation } from '../operations/run-operation.js';

interface RenewTokenFlags {
  readonly kubeconfig: boolean;
  readonly verbose?: boolean;
}

/** `driver renew-token`: calls PostCheck alone. */
export function addRenewTokenCommand(program: Command, context: CliContext): void {
  program
    .command('renew-token')
    .summary('renew the service account token of a cluster')
    .argument('<name>')
    .option('--no-kubeconfig', 'leave the kubeconfig alone')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver renew-token demo')
    .action(async (typed: string, { kubeconfig, verbose }: RenewTokenFlags) => {
      const { name, info } = await findRecord(context, typed);
      const operation = { verb: 'renew-token', subject: name, exclusive: true, verbose };
      const renewed = await runOperation(context, operation, (services) => renewToken(services, name));
      const same = renewed.info.serviceAccountToken === info.serviceAccountToken;
      context.terminal.stdout.write(`${name} has ${same ? 'the same token as before, and it works' : 'a new token'}\n`);
      if (kubeconfig) await mergeKubeconfig(context, renewed);
    });
}
