import type { ClusterRecord } from '../records/cluster-record.js';
import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';

/** Has the driver make the service account token anew, or find it: PostCheck alone, and the status as the driver returns it. */
export async function renewToken(services: EngineServices, name: string): Promise<ClusterRecord> {
  const record = await readRecord(services, name);
  const info = await withDriver(services, record.driver, (driver) => driver.postCheck(record.info));
  return keepStatus(services, withAnswer(record, info), info.status);
}
