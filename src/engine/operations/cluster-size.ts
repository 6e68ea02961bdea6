import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepFailure } from './keep-failure.js';
import { keepStatus } from './keep-record.js';
import { withOption } from './with-option.js';

/** How many nodes a cluster has. */
export async function clusterSize(services: EngineServices, name: string): Promise<bigint> {
  const record = await readRecord(services, name);
  return withDriver(services, record.driver, (driver) => driver.nodeCount(record.info));
}

/**
 * Scales a cluster to `count` nodes. Where the driver has an option `node-count`, the record keeps the new count as what
 * the user wants, so that the next update does not undo it.
 */
export async function setClusterSize(services: EngineServices, name: string, count: bigint): Promise<void> {
  const record = await readRecord(services, name);
  await keepFailure(services, record, () =>
    withDriver(services, record.driver, async (driver) => {
      const table = await driver.createOptions();
      await driver.setNodeCount(record.info, count);
      const options = withOption(record.options, table, 'node-count', count);
      await keepStatus(
        services,
        { ...record, options, info: { ...record.info, nodeCount: count } },
        record.info.status,
      );
    }),
  );
}
