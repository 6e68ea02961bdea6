import { isDriverError } from '../../../core/driver-error.js';
import type { CreateContext } from '../../../core/contract/operation-context.js';
import { type CloudFailure, cloudError, treatmentOf } from '../../cloud/cloud-failure.js';
import type { Owner } from '../../cloud/ownership.js';
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

/** How often in a row a request to create may fail for a passing reason. */
const mostFailures = 6;

/**
 * Makes the cluster, or goes on with the one of its name that carries its mark: looks before every attempt, so that an answer that
 * was lost, or a process that was killed, never leads to a second one.
 */
export async function createGkeCluster(
  context: CreateContext<GkeOptions, GkeState>,
  owner: Owner,
  convergence: Convergence,
  catalogue: GkeCatalogue,
): Promise<GkeState> {
  const { cloud, waiting } = convergence;
  const { project, location, cluster } = cloud.location;
  const state: GkeState = { project, location, cluster, installation: owner.installation };
  if (context.resume?.operation !== undefined) {
    // What an earlier process waited for; whatever came of it, the cluster tells.
    const begun = await cloud.gke.findOperation(context.resume.operation);
    if (begun !== undefined) await outcomeOf(`create ${describeLocation(cloud.location)}`, begun, cloud.gke, waiting);
  }
  for (let failures = 0; ;) {
    const found = await lookForOurs(owner, convergence);
    const goal = await resolveGoal(context.options, { owner }, cloud, catalogue, found);
    context.checkpoint({ ...state, ...idOf(found) });
    if (found !== undefined) {
      waiting.progress(`found ${describeLocation(cloud.location)}, going on with it`);
      const converged = await convergeCluster(goal, convergence, found);
      return { ...state, ...idOf(converged) };
    }
    try {
      waiting.progress(`creating ${describeLocation(cloud.location)}`);
      const operation = await cloud.gke.createCluster(clusterResource(cluster, goal));
      context.checkpoint({ ...state, ...(operation.name ? { operation: operation.name } : {}) });
      const what = `create ${describeLocation(cloud.location)}`;
      const failure = await outcomeOf(what, operation, cloud.gke, waiting);
      if (failure !== undefined) throw cloudError(what, { ...failure, whatToDo: advice(failure) });
      failures = 0;
    } catch (thrown) {
      // Somebody was faster, perhaps this driver by a request whose answer was lost: the next look tells.
      const taken = isDriverError(thrown) && thrown.code === 'CONFLICT';
      const delayMs = taken ? 0 : retryDelayMs(thrown, failures, waiting);
      if (delayMs === undefined || ++failures >= mostFailures) throw thrown;
      await waiting.clock.sleep(delayMs, waiting.signal);
    }
  }
}

/**
 * The cluster of this name if there is one; one that is just being deleted is waited for until it is gone.
 * @throws CONFLICT naming it, where it is not ours
 */
async function lookForOurs(owner: Owner, { cloud, waiting }: Convergence): Promise<Cluster | undefined> {
  for (;;) {
    const found = await cloud.gke.findCluster();
    if (found === undefined) return undefined;
    requireOurs(found, owner, cloud.location);
    if (found.status !== 'STOPPING') return found;
    waiting.progress(`waiting until an earlier ${describeLocation(cloud.location)} is gone`);
    if (!(await awaitFree(cloud, waiting))) await waiting.clock.sleep(5_000, waiting.signal);
  }
}

function idOf(cluster: Cluster | undefined): { id?: string } {
  return typeof cluster?.id === 'string' && cluster.id !== '' ? { id: cluster.id } : {};
}

/** A cluster that did not come up stays, and cannot be mended. */
function advice({ kind }: CloudFailure): string {
  const mend = kind === 'failed' ? undefined : treatmentOf[kind].whatToDo;
  return `${mend === undefined ? '' : `${mend}; `}the cluster stays in ERROR and may be billed: remove it before the next try`;
}
