import { DriverError } from '../../core/driver-error.js';
import { newRecord, type ClusterRecord, type ClusterSpec } from '../records/cluster-record.js';
import { clusterStatus, existsAlready } from '../records/cluster-status.js';
import type { DriverSession } from '../client/driver-client.js';
import { withDriver, type EngineServices } from './engine-services.js';
import { keepStatus, withAnswer } from './keep-record.js';
import { postCheck } from './post-check.js';
import { removeLegacyServiceAccount } from './remove-legacy-service-account.js';
import { createOptions } from '../options/request-options.js';

/**
 * Makes a cluster, or goes on with one whose create failed or was interrupted. The driver gets its earlier answer only when
 * that create *failed*; after an interruption it has to find what exists by name.
 * @throws CONFLICT "cluster already exists" when an earlier create succeeded; the driver's error otherwise. The record then
 * stays, in status Error, for the next try
 */
export async function createCluster(services: EngineServices, spec: ClusterSpec): Promise<ClusterRecord> {
  const stored = await services.store.read(spec.name);
  const record = stored === undefined ? newRecord(spec, services.clock.now()) : { ...stored, ...spec };
  if (existsAlready(record.info.status)) {
    await keepStatus(services, record, clusterStatus.running);
    throw new DriverError('CONFLICT', { why: 'cluster already exists' });
  }
  const running = await withDriver(services, spec.driver, (driver) => create(services, driver, record));
  await removeLegacyServiceAccount(services, running);
  return running;
}

async function create(services: EngineServices, driver: DriverSession, record: ClusterRecord): Promise<ClusterRecord> {
  const failedBefore = record.info.status === clusterStatus.error;
  let current = record;
  try {
    await keepStatus(services, current, clusterStatus.preCreating);
    const options = createOptions(current);
    await keepStatus(services, current, clusterStatus.creating);
    const { info, failure } = await driver.create(options, failedBefore ? current.info : undefined);
    current = withAnswer(current, info);
    if (failure !== undefined) throw failure;
    current = await postCheck(services, driver, current);
    return await keepStatus(services, current, clusterStatus.running);
  } catch (thrown) {
    await keepStatus(services, current, clusterStatus.error, thrown);
    throw thrown;
  }
}
