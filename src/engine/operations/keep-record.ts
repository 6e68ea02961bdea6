import type { ClusterInfo } from '../../core/contract/cluster-info.js';
import { messageOf } from '../../core/driver-error.js';
import type { ClusterRecord } from '../records/cluster-record.js';
import type { EngineServices } from './engine-services.js';

/**
 * Writes the whole record with another status, as Rancher does at every step, and returns what was written. The driver is
 * not told this status: it gets the one that it returned last, or that was read in the beginning.
 */
export async function keepStatus(
  services: EngineServices,
  record: ClusterRecord,
  status: string,
  failure?: unknown,
): Promise<ClusterRecord> {
  const lastError = failure === undefined ? '' : messageOf(failure);
  const kept = { ...record, info: { ...record.info, status }, lastError, updatedAtMs: services.clock.now() };
  await services.store.write(kept);
  services.report({ kind: 'status', status });
  return kept;
}

/** The record with the driver's answer, which replaces everything that the driver said before, the metadata too. */
export function withAnswer(record: ClusterRecord, info: ClusterInfo): ClusterRecord {
  return { ...record, info: { ...info, createError: '' } };
}
