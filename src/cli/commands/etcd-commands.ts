import type { Command } from 'commander';
import { removeSnapshot, restoreSnapshot, saveSnapshot } from '../../engine/operations/manage-snapshots.js';
import type { EngineServices } from '../../engine/operations/engine-services.js';
import { checkName } from '../context/check-name.js';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { runOperation } from '../operations/run-operation.js';

interface SnapshotCommand {
  readonly verb: string;
  readonly summary: string;
  readonly done: string;
  readonly run: (services: EngineServices, name: string, snapshot: string) => Promise<unknown>;
}

const commands: readonly SnapshotCommand[] = [
  { verb: 'save', summary: "save a cluster's etcd", done: 'is saved', run: saveSnapshot },
  { verb: 'restore', summary: 'put a cluster back to a snapshot', done: 'is restored', run: restoreSnapshot },
  { verb: 'rm', summary: 'delete a snapshot', done: 'is deleted', run: removeSnapshot },
];

/** `driver etcd save|restore|rm`. */
export function addEtcdCommands(program: Command, context: CliContext): void {
  const etcd = program.command('etcd').summary("save and restore clusters' etcd, where their driver can");
  for (const { verb, summary, done, run } of commands) {
    etcd
      .command(verb)
      .summary(summary)
      .argument('<name>')
      .argument('<snapshot>')
      .option('--verbose', 'show every detail')
      .addHelpText('after', `\nExample:\n  driver etcd ${verb} demo monday`)
      .action(async (typed: string, typedSnapshot: string, { verbose }: { readonly verbose?: boolean }) => {
        const snapshot = checkName(typedSnapshot, 'snapshot');
        const { name } = await findRecord(context, typed);
        const operation = { verb: `etcd ${verb}`, subject: name, exclusive: true, verbose };
        await runOperation(context, operation, (services) => run(services, name, snapshot));
        context.terminal.stdout.write(`the snapshot ${snapshot} of ${name} ${done}\n`);
      });
  }
}
