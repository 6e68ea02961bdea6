import type { Command } from 'commander';
import { clusterSize, setClusterSize } from '../../engine/operations/cluster-size.js';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { jsonText } from '../output/json-text.js';
import { readInteger } from '../typed-options/read-integer.js';
import { runOperation } from '../operations/run-operation.js';
import { usageError } from '../context/usage-error.js';

interface SizeFlags {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `driver get-cluster-size` and `driver set-cluster-size`. */
export function addSizeCommands(program: Command, context: CliContext): void {
  const { stdout } = context.terminal;
  program
    .command('get-cluster-size')
    .summary('ask how many nodes a cluster has')
    .argument('<name>')
    .option('--json', 'as JSON, for programs')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver get-cluster-size demo')
    .action(async (typed: string, { json, verbose }: SizeFlags) => {
      const { name } = await findRecord(context, typed);
      const operation = { verb: 'get-cluster-size', subject: name, exclusive: false, verbose };
      const nodeCount = await runOperation(context, operation, (services) => clusterSize(services, name));
      stdout.write(json === true ? jsonText({ name, nodeCount }) : `${nodeCount.toString()}\n`);
    });
  program
    .command('set-cluster-size')
    .summary('scale a cluster')
    .argument('<name>')
    .argument('<count>', 'number of nodes')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver set-cluster-size demo 4')
    .action(async (typed: string, text: string, { verbose }: SizeFlags) => {
      const count = readInteger(text);
      if (count === undefined || count < 0n) throw usageError(`${JSON.stringify(text)} is no number of nodes`);
      const { name } = await findRecord(context, typed);
      const operation = { verb: 'set-cluster-size', subject: name, exclusive: true, verbose };
      await runOperation(context, operation, (services) => setClusterSize(services, name, count));
      stdout.write(`${name} has ${count.toString()} ${count === 1n ? 'node' : 'nodes'}\n`);
    });
}
