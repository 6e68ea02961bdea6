import type { ClusterRecord } from '../records/cluster-record.js';
import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';

/**
 * Calls PostCheck alone, which makes the service account token or finds it again, and stores the status that the driver
 * returns.
 */
export async function renewToken(services: EngineServices, name: string): Promise<ClusterRecord> {
  const record = await readRecord(services, name);
  const info = await withDriver(services, record.driver, (driver) => driver.postCheck(record.info));
  return keepStatus(services, withAnswer(record, info), info.status);
}
