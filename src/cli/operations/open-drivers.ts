import type { DriverReference } from '../../engine/records/cluster-record.js';
import type { DriverCommand } from '../../engine/process/driver-command.js';
import { driverEnvironment } from '../../engine/process/driver-environment.js';
import type { DriverSession } from '../../engine/client/driver-client.js';
import { openDriver, type DriverSurroundings } from '../../engine/process/open-driver.js';
import type { CliContext } from '../context/cli-context.js';

/** Starts the driver that a cluster belongs to. */
export type OpenDriver = (driver: DriverReference) => Promise<DriverSession>;

/** Returns a function that starts drivers and reports their events to `surroundings.report`. */
export function openDrivers(context: CliContext, surroundings: DriverSurroundings): OpenDriver {
  return async (reference) => openDriver(await commandOf(context, reference), surroundings);
}

/** Our own drivers get Rancher's environment and the variables that their provider reads when a person runs it. */
async function commandOf({ host, terminal }: CliContext, driver: DriverReference): Promise<DriverCommand> {
  const { environment } = terminal;
  if (driver.kind === 'binary') return { command: driver.path, args: [], environment: driverEnvironment(environment) };
  const provider = await host.loadProvider(driver.name);
  return { ...host.driverCommand(driver.name), environment: driverEnvironment(environment, provider.environment) };
}
