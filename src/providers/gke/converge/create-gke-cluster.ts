import { isDriverError } from '../../../core/driver-error.js';
import type { CreateContext } from '../../../core/contract/operation-context.js';
import { type CloudFailure, cloudError, treatmentOf } from '../../cloud/cloud-failure.js';
import type { Owner } from '../../cloud/ownership.js';
import { Retries } from '../../cloud/retries.js';
import { retryDelayMs } from '../../cloud/retry-call.js';
import { clusterResource } from '../plan/cluster-resource.js';
import { requireOurs } from './cluster-condition.js';
import { type Convergence, convergeCluster } from './converge-cluster.js';
import type { Cluster } from '../google/gke-api.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import { describeLocation } from '../options/gke-location.js';
import type { GkeOptions } from '../options/gke-options.js';
import type { GkeState } from '../options/gke-state.js';
import { resolveGoal } from '../plan/resolve-goal.js';
import { awaitFree } from './await-free.js';
import { outcomeOf } from './watch-operation.js';

/**
 * Makes the cluster, or continues with the one of its name that carries its mark. It looks before every attempt, so
 * that a lost answer or a killed process never leads to a second cluster.
 */
export async function createGkeCluster(
  context: CreateContext<GkeOptions, GkeState>,
  owner: Owner,
  convergence: Convergence,
  catalogue: GkeCatalogue,
): Promise<GkeState> {
  const { cloud, running } = convergence;
  const { project, location, cluster } = cloud.location;
  const state: GkeState = { project, location, cluster, installation: owner.installation };
  if (context.resume?.operation !== undefined) {
    // Waits for the operation of an earlier process. Its failure does not matter here: the cluster shows it.
    const begun = await cloud.gke.findOperation(context.resume.operation);
    if (begun !== undefined) await outcomeOf(`create ${describeLocation(cloud.location)}`, begun, cloud.gke, running);
  }
  const retries = new Retries(running);
  for (;;) {
    const found = await lookForOurs(owner, convergence);
    const goal = await resolveGoal(context.options, { owner }, cloud, catalogue, found);
    context.checkpoint({ ...state, ...idOf(found) });
    if (found !== undefined) {
      running.progress(`found ${describeLocation(cloud.location)}, going on with it`);
      const converged = await convergeCluster(goal, convergence, found);
      return { ...state, ...idOf(converged) };
    }
    try {
      running.progress(`creating ${describeLocation(cloud.location)}`);
      const operation = await cloud.gke.createCluster(clusterResource(cluster, goal));
      context.checkpoint({ ...state, ...(operation.name ? { operation: operation.name } : {}) });
      const what = `create ${describeLocation(cloud.location)}`;
      const failure = await outcomeOf(what, operation, cloud.gke, running);
      if (failure !== undefined) throw cloudError(what, { ...failure, whatToDo: advice(failure) });
      retries.succeeded();
    } catch (thrown) {
      // The name is taken, perhaps by an earlier request of this driver whose answer was lost. The next look shows it.
      const taken = isDriverError(thrown) && thrown.code === 'CONFLICT';
      await retries.failed(thrown, taken ? 0 : retryDelayMs(thrown, retries.count, running));
    }
  }
}

/**
 * Returns the cluster of this name if there is one. Waits until a cluster that is being deleted is gone.
 * @throws CONFLICT naming it, where it is not ours
 */
async function lookForOurs(owner: Owner, { cloud, running }: Convergence): Promise<Cluster | undefined> {
  for (;;) {
    const found = await cloud.gke.findCluster();
    if (found === undefined) return undefined;
    requireOurs(found, owner, cloud.location);
    if (found.status !== 'STOPPING') return found;
    running.progress(`waiting until an earlier ${describeLocation(cloud.location)} is gone`);
    if (!(await awaitFree(cloud, running))) await running.clock.sleep(5_000, running.signal);
  }
}

function idOf(cluster: Cluster | undefined): { id?: string } {
  return typeof cluster?.id === 'string' && cluster.id !== '' ? { id: cluster.id } : {};
}

/** The advice after a failed create. The failed cluster stays, and cannot be repaired. */
function advice({ kind }: CloudFailure): string {
  const repair = kind === 'failed' ? undefined : treatmentOf[kind].whatToDo;
  return `${repair === undefined ? '' : `${repair}; `}the cluster stays in ERROR and may be billed: remove it before the next try`;
}
