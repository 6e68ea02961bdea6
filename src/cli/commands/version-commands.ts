import type { Command } from 'commander';
import { clusterVersion, setClusterVersion } from '../../engine/operations/cluster-version.js';
import type { CliContext } from '../context/cli-context.js';
import { findRecord } from '../context/find-record.js';
import { jsonText } from '../output/json-text.js';
import { runOperation } from '../operations/run-operation.js';

interface VersionFlags {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `driver get-version` and `driver set-version`. */
export function addVersionCommands(program: Command, context: CliContext): void {
  const { stdout } = context.terminal;
  program
    .command('get-version')
    .summary('ask which Kubernetes version a cluster runs')
    .argument('<name>')
    .option('--json', 'as JSON, for programs')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver get-version demo')
    .action(async (typed: string, { json, verbose }: VersionFlags) => {
      const { name } = await findRecord(context, typed);
      const operation = { verb: 'get-version', subject: name, exclusive: false, verbose };
      const version = await runOperation(context, operation, (services) => clusterVersion(services, name));
      stdout.write(json === true ? jsonText({ name, version }) : `${version}\n`);
    });
  program
    .command('set-version')
    .summary('upgrade a cluster')
    .argument('<name>')
    .argument('<version>', 'Kubernetes version, without "v"')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver set-version demo 1.34.1')
    .action(async (typed: string, version: string, { verbose }: VersionFlags) => {
      const { name } = await findRecord(context, typed);
      const operation = { verb: 'set-version', subject: name, exclusive: true, verbose };
      await runOperation(context, operation, (services) =>
        setClusterVersion(services, name, version.replace(/^v/, '')),
      );
      stdout.write(`${name} runs Kubernetes ${version.replace(/^v/, '')}\n`);
    });
}
