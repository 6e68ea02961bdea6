import type { ClusterRecord } from '../records/cluster-record.js';
import { clusterStatus } from '../records/cluster-status.js';
import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';
import { postCheck } from './post-check.js';
import { updateOptions } from '../options/request-options.js';

/** Saves a cluster's etcd under the name `snapshot`. */
export async function saveSnapshot(services: EngineServices, name: string, snapshot: string): Promise<void> {
  const record = await readRecord(services, name);
  await withDriver(services, record.driver, (driver) =>
    driver.saveSnapshot(record.info, updateOptions(record), snapshot),
  );
}

/** Restores a cluster from `snapshot`. PostCheck follows, and its answer is stored, as after an update. */
export async function restoreSnapshot(
  services: EngineServices,
  name: string,
  snapshot: string,
): Promise<ClusterRecord> {
  const record = await readRecord(services, name);
  return withDriver(services, record.driver, async (driver) => {
    try {
      await keepStatus(services, record, clusterStatus.updating);
      const info = await driver.restoreSnapshot(record.info, updateOptions(record), snapshot);
      return await postCheck(services, driver, withAnswer(record, info));
    } catch (thrown) {
      await keepStatus(services, record, record.info.status, thrown);
      throw thrown;
    }
  });
}

/** Deletes `snapshot`. */
export async function removeSnapshot(services: EngineServices, name: string, snapshot: string): Promise<void> {
  const record = await readRecord(services, name);
  await withDriver(services, record.driver, (driver) =>
    driver.removeSnapshot(record.info, updateOptions(record), snapshot),
  );
}
