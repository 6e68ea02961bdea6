import { DriverError, isDriverError } from '../../core/driver-error.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import type { ClusterRecord } from '../records/cluster-record.js';
import { clusterStatus, isUnfinished } from '../records/cluster-status.js';
import { createCluster } from './create-cluster.js';
import type { DriverSession } from '../client/driver-client.js';
import { readRecord, withDriver, type EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';
import { postCheck } from './post-check.js';
import { removeLegacyServiceAccount } from './remove-legacy-service-account.js';
import { updateOptions } from '../options/request-options.js';

/**
 * Brings a cluster to `options`: all that the user wants from now on, not the difference. A cluster whose create failed is
 * created instead.
 * @throws NOT_FOUND; CONFLICT when a create of it was interrupted; the driver's error otherwise. The record then holds the
 * new options for the next try. Where the driver found them INVALID, the record stays as it was, its status too. In
 * Rancher, users have to take back such an edit themselves.
 */
export async function updateCluster(
  services: EngineServices,
  name: string,
  options: RawOptions,
): Promise<ClusterRecord> {
  const stored = await readRecord(services, name);
  if (stored.info.status === clusterStatus.error) return createCluster(services, { ...stored, options });
  if (isUnfinished(stored.info.status)) {
    throw new DriverError('CONFLICT', { why: `cluster ${name} has not been created` });
  }
  const updated = await withDriver(services, stored.driver, (driver) => update(services, driver, stored, options));
  await removeLegacyServiceAccount(services, updated);
  return updated;
}

async function update(
  services: EngineServices,
  driver: DriverSession,
  stored: ClusterRecord,
  options: RawOptions,
): Promise<ClusterRecord> {
  let current: ClusterRecord = { ...stored, options };
  let status: string = clusterStatus.updating;
  try {
    await keepStatus(services, current, status);
    current = withAnswer(current, await driver.update(current.info, updateOptions(current)));
    status = clusterStatus.postChecking;
    return await postCheck(services, driver, current);
  } catch (thrown) {
    const refused = isDriverError(thrown) && thrown.code === 'INVALID' && status === clusterStatus.updating;
    if (refused) await keepStatus(services, stored, stored.info.status, thrown);
    else await keepStatus(services, current, status, thrown);
    throw thrown;
  }
}
