import type { Command } from 'commander';
import { stringify } from 'yaml';
import { capabilityNumbers, type Capability } from '../../core/contract/capabilities.js';
import { driverName } from '../../engine/records/cluster-record.js';
import { clusterCapabilities, driverCapabilities } from '../../engine/operations/read-capabilities.js';
import type { CliContext } from '../context/cli-context.js';
import { chosenReference, noDriverChosen, type DriverFlags } from '../typed-options/driver-choice.js';
import { findRecord } from '../context/find-record.js';
import { jsonText } from '../output/json-text.js';
import { runOperation } from '../operations/run-operation.js';

interface CapabilitiesFlags extends DriverFlags {
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** `driver capabilities`: prints what a driver can do, or what a cluster and its driver can do. */
export function addCapabilitiesCommand(program: Command, context: CliContext): void {
  program
    .command('capabilities')
    .summary('ask what a driver can do, and what a cluster offers')
    .argument('[name]', 'a cluster')
    .option('--provider <name>', 'without a cluster: the provider to ask')
    .option('--driver <file>', 'without a cluster: the driver to ask')
    .option('--json', 'as JSON, for programs')
    .option('--verbose', 'show every detail')
    .addHelpText('after', '\nExample:\n  driver capabilities demo')
    .action(async (name: string | undefined, flags: CapabilitiesFlags) => {
      const answer = name === undefined ? await ofDriver(context, flags) : await ofCluster(context, name, flags);
      context.terminal.stdout.write(flags.json === true ? jsonText(answer) : stringify(answer));
    });
}

async function ofDriver(context: CliContext, flags: CapabilitiesFlags): Promise<object> {
  const driver = await chosenReference(flags, context);
  if (driver === undefined) throw noDriverChosen(context);
  const operation = { verb: 'capabilities', subject: driverName(driver), exclusive: false, verbose: flags.verbose };
  const can = await runOperation(context, operation, (services) => driverCapabilities(services, driver));
  return { driver: table(can) };
}

async function ofCluster(context: CliContext, name: string, { verbose }: CapabilitiesFlags): Promise<object> {
  const record = await findRecord(context, name);
  const operation = { verb: 'capabilities', subject: name, exclusive: false, verbose };
  const { driver, cluster } = await runOperation(context, operation, (services) =>
    clusterCapabilities(services, record),
  );
  return { driver: table(driver), cluster };
}

function table(can: ReadonlySet<Capability>): Record<string, boolean> {
  const names = Object.keys(capabilityNumbers) as Capability[];
  return Object.fromEntries(names.map((name) => [name, can.has(name)]));
}
