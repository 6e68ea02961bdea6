import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepFailure } from './keep-failure.js';
import { keepStatus } from './keep-record.js';
import { withOption } from './with-option.js';

/** The Kubernetes version that a cluster runs, without "v"; "" where the driver does not know. */
export async function clusterVersion(services: EngineServices, name: string): Promise<string> {
  const record = await readRecord(services, name);
  return withDriver(services, record.driver, (driver) => driver.version(record.info));
}

/**
 * Upgrades a cluster to `version`. Where the driver has an option `kubernetes-version`, the record keeps the new version as
 * what the user wants, so that the next update does not undo it.
 */
export async function setClusterVersion(services: EngineServices, name: string, version: string): Promise<void> {
  const record = await readRecord(services, name);
  await keepFailure(services, record, () =>
    withDriver(services, record.driver, async (driver) => {
      const table = await driver.createOptions();
      await driver.setVersion(record.info, version);
      const options = withOption(record.options, table, 'kubernetes-version', version);
      await keepStatus(services, { ...record, options, info: { ...record.info, version } }, record.info.status);
    }),
  );
}
