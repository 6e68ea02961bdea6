import type { OptionTable } from '../../core/options/option-table.js';
import type { DriverReference } from '../records/cluster-record.js';
import { withDriver, type EngineServices } from './engine-services.js';

/** The create options of a driver; Rancher uses them for updates too. */
export function driverOptionTable(
  services: Pick<EngineServices, 'openDriver'>,
  driver: DriverReference,
): Promise<OptionTable> {
  return withDriver(services, driver, (session) => session.createOptions());
}
