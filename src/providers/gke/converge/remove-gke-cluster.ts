import { backOffMs, pollBackOff } from '../../cloud/back-off.js';
import { cloudError, failureIn } from '../../cloud/cloud-failure.js';
import { carriesMark, describeOwner, type Owner } from '../../cloud/ownership.js';
import { Retries } from '../../cloud/retries.js';
import { isBusyFailure, retryDelayMs } from '../../cloud/retry-call.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import { awaitFree, isBusy } from './await-free.js';
import type { Convergence } from './converge-cluster.js';
import type { Cluster } from '../google/gke-api.js';
import { describeLocation } from '../options/gke-location.js';
import type { GkeState } from '../options/gke-state.js';
import { watchOperation } from './watch-operation.js';

/** Shortest pause between two requests, in milliseconds. */
const shortestPauseMs = 1_000;

/**
 * Deletes the cluster and waits until it is gone; a missing one is success. Returns false where another cluster has its
 * name by now: the leftovers of the two cannot be told apart.
 * @throws CONFLICT where the cluster of that name does not carry the mark
 */
export async function removeGkeCluster(state: GkeState, owner: Owner, convergence: Convergence): Promise<boolean> {
  const { cloud, running, log } = convergence;
  const retries = new Retries(running);
  for (;;) {
    const cluster = await cloud.gke.findCluster();
    if (cluster === undefined) return true;
    if (isAnother(cluster, state)) {
      log.warn(`${describeLocation(cloud.location)} was replaced by another cluster, which is left alone`, {
        id: cluster.id,
      });
      return false;
    }
    requireMark(cluster, owner, convergence);
    if (isBusy(cluster)) {
      running.progress(`waiting until nothing works on ${describeLocation(cloud.location)}`);
      if (!(await settle(convergence))) await pause(retries.count, running);
      if (cluster.status === 'STOPPING') continue;
    }
    try {
      const what = `delete ${describeLocation(cloud.location)}`;
      running.progress(what);
      const operation = await cloud.gke.deleteCluster();
      if (operation === undefined) return true;
      await watchOperation(what, operation, cloud.gke, running);
      retries.succeeded();
    } catch (thrown) {
      if (isBusyFailure(thrown)) {
        if (!(await settle(convergence))) await running.clock.sleep(shortestPauseMs, running.signal);
        continue;
      }
      const delayMs = retryDelayMs(thrown, retries.count, running);
      await retries.failed(thrown, delayMs === undefined ? undefined : Math.max(delayMs, shortestPauseMs));
    }
  }
}

/** Waits for running operations. The failure of a create is ignored, because the cluster is deleted anyway. */
async function settle({ cloud, running }: Convergence): Promise<boolean> {
  try {
    return await awaitFree(cloud, running);
  } catch (thrown) {
    if (failureIn(thrown) === undefined || running.signal.aborted) throw thrown;
    return false;
  }
}

async function pause(attempt: number, { clock, random, signal }: RunningOperation): Promise<void> {
  await clock.sleep(backOffMs(attempt, pollBackOff, random ?? Math.random), signal);
}

/** Whether the cluster of the state is gone and another one has its name. */
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
