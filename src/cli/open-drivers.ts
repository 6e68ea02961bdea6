import type { DriverReference } from '../engine/cluster-record.js';
import type { DriverCommand } from '../engine/driver-command.js';
import { driverEnvironment } from '../engine/driver-environment.js';
import type { DriverSession } from '../engine/driver-client.js';
import { openDriver, type DriverSurroundings } from '../engine/open-driver.js';
import type { CliContext } from './cli-context.js';

/** Starts the driver that a cluster belongs to. */
export type OpenDriver = (driver: DriverReference) => Promise<DriverSession>;

/** A way to start drivers whose events go to `surroundings.report`. */
export function openDrivers(context: CliContext, surroundings: DriverSurroundings): OpenDriver {
  return async (reference) => openDriver(await commandOf(context, reference), surroundings);
}

/** Ours get, besides what Rancher gives, the variables that their provider reads when a person runs it. */
async function commandOf({ host, terminal }: CliContext, driver: DriverReference): Promise<DriverCommand> {
  const { environment } = terminal;
  if (driver.kind === 'binary') return { command: driver.path, args: [], environment: driverEnvironment(environment) };
  const provider = await host.loadProvider(driver.name);
  return { ...host.driverCommand(driver.name), environment: driverEnvironment(environment, provider.environment) };
}
