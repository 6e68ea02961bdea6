import { backOffMs, pollBackOff } from '../../cloud/back-off.js';
import { cloudError, failureIn, treatmentOf } from '../../cloud/cloud-failure.js';
import { carriesMark, describeOwner, type Owner } from '../../cloud/ownership.js';
import { retryDelayMs } from '../../cloud/retry-call.js';
import type { Waiting } from '../../cloud/waiting.js';
import { awaitFree, isBusy } from './await-free.js';
import type { Convergence } from './converge-cluster.js';
import type { Cluster } from '../google/gke-api.js';
import { describeLocation } from '../options/gke-location.js';
import type { GkeState } from '../options/gke-state.js';
import { watchOperation } from './watch-operation.js';

/** How often in a row deleting may fail for a passing reason. */
const mostFailures = 6;

/**
 * Deletes the cluster and waits until it is gone; one that is gone already is success. Returns false where another cluster has its
 * name by now: what the two left or made cannot be told apart.
 * @throws CONFLICT where what has the name does not carry the mark
 */
export async function removeGkeCluster(state: GkeState, owner: Owner, convergence: Convergence): Promise<boolean> {
  const { cloud, waiting, log } = convergence;
  for (let failures = 0; ;) {
    const cluster = await cloud.gke.findCluster();
    if (cluster === undefined) return true;
    if (isAnother(cluster, state)) {
      log.warn(`${describeLocation(cloud.location)} is another one by now, and is left alone`, { id: cluster.id });
      return false;
    }
    requireMark(cluster, owner, convergence);
    if (isBusy(cluster)) {
      waiting.progress(`waiting until nothing works on ${describeLocation(cloud.location)}`);
      if (!(await settle(convergence))) await pause(failures, waiting);
      if (cluster.status === 'STOPPING') continue;
    }
    try {
      const what = `delete ${describeLocation(cloud.location)}`;
      waiting.progress(what);
      const operation = await cloud.gke.deleteCluster();
      if (operation === undefined) return true;
      await watchOperation(what, operation, cloud.gke, waiting);
      failures = 0;
    } catch (thrown) {
      const failure = failureIn(thrown);
      const busy = failure !== undefined && treatmentOf[failure.kind].retry === 'when-free';
      const delayMs = busy ? 0 : retryDelayMs(thrown, failures, waiting);
      if (delayMs === undefined || (!busy && ++failures >= mostFailures)) throw thrown;
      if (!busy || !(await settle(convergence))) await waiting.clock.sleep(Math.max(delayMs, 1_000), waiting.signal);
    }
  }
}

/** A cluster that is still being made need not come to a good end before it is deleted. */
async function settle({ cloud, waiting }: Convergence): Promise<boolean> {
  try {
    return await awaitFree(cloud, waiting);
  } catch (thrown) {
    if (failureIn(thrown) === undefined || waiting.signal.aborted) throw thrown;
    return false;
  }
}

async function pause(attempt: number, { clock, random, signal }: Waiting): Promise<void> {
  await clock.sleep(backOffMs(attempt, pollBackOff, random ?? Math.random), signal);
}

/** Whether the cluster that was made is gone and another one has its name. */
function isAnother(cluster: Cluster, state: GkeState): boolean {
  return state.id !== undefined && typeof cluster.id === 'string' && cluster.id !== state.id;
}

function requireMark(cluster: Cluster, owner: Owner, { cloud }: Convergence): void {
  if (carriesMark(cluster.resourceLabels, owner)) return;
  throw cloudError(`delete ${describeLocation(cloud.location)}`, {
    kind: 'owned-by-another',
    why: `it does not carry this driver's mark: ${describeOwner(cluster.resourceLabels)}`,
    whatToDo: 'delete it yourself if it is yours; nothing was deleted',
  });
}
