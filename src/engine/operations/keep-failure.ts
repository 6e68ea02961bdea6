import type { ClusterRecord } from '../records/cluster-record.js';
import type { EngineServices } from './engine-services.js';
import { keepStatus } from './keep-record.js';

/** Runs `work`. If it fails, writes the reason into the record and leaves the rest of the record as it is. */
export async function keepFailure(
  services: EngineServices,
  record: ClusterRecord,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    await keepStatus(services, record, record.info.status, thrown);
    throw thrown;
  }
}
