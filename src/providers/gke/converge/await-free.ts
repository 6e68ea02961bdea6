import { cloudError } from '../../cloud/cloud-failure.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import type { Cluster } from '../google/gke-api.js';
import { describeLocation } from '../options/gke-location.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { outcomeOf } from './watch-operation.js';

/** Whether an operation runs on the cluster, so that Google would refuse a change. */
export function isBusy({ status }: Cluster): boolean {
  return status === 'PROVISIONING' || status === 'RECONCILING' || status === 'STOPPING';
}

/**
 * Waits until all running operations on the cluster have ended. Google started them, or a process of this driver that
 * was killed. Returns false where there are none.
 * @throws the failure of the operation that makes the cluster; failures of other operations are only reported
 */
export async function awaitFree({ gke, location }: GoogleCloud, running: RunningOperation): Promise<boolean> {
  const operations = await gke.runningOperations();
  for (const operation of operations) {
    const kind = (operation.operationType ?? 'an operation').toLowerCase().replaceAll('_', ' ');
    const isCreate = operation.operationType === 'CREATE_CLUSTER';
    const what = isCreate ? `create ${describeLocation(location)}` : `${kind} on ${describeLocation(location)}`;
    const failure = await outcomeOf(what, operation, gke, running);
    if (failure === undefined) continue;
    if (isCreate) throw cloudError(what, failure);
    running.progress(`${what} has failed: ${failure.why}`);
  }
  return operations.length > 0;
}
