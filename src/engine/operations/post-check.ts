import type { ClusterRecord } from '../records/cluster-record.js';
import { clusterStatus } from '../records/cluster-status.js';
import type { DriverSession } from '../client/driver-client.js';
import type { EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';

/**
 * Calls PostCheck, which completes the record, above all by the token, and stores the record with the status that the
 * driver returns.
 */
export async function postCheck(
  services: EngineServices,
  driver: DriverSession,
  record: ClusterRecord,
): Promise<ClusterRecord> {
  await keepStatus(services, record, clusterStatus.postChecking);
  const checked = withAnswer(record, await driver.postCheck(record.info));
  return keepStatus(services, checked, checked.info.status);
}
