import { DriverError } from '../../../core/driver-error.js';
import type { Log } from '../../../core/log.js';
import { backOffMs, pollBackOff } from '../../cloud/back-off.js';
import { cloudError, failureIn } from '../../cloud/cloud-failure.js';
import type { PoolConflict } from '../../cloud/node-pool-steps.js';
import { Retries } from '../../cloud/retries.js';
import { isBusyFailure, retryDelayMs } from '../../cloud/retry-call.js';
import { StepGuard } from '../../cloud/step-guard.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import { applyStep, describeStep } from './apply-step.js';
import { conditionFailure, requireHealthy, requireOurs } from './cluster-condition.js';
import type { ClusterGoal } from '../plan/cluster-goal.js';
import { type GkeStep, planCluster } from '../plan/cluster-plan.js';
import { optionOfAspect } from '../plan/desired-pool.js';
import type { Cluster } from '../google/gke-api.js';
import { describeLocation } from '../options/gke-location.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { readNodeCounts } from './node-counts.js';
import { awaitFree, isBusy } from './await-free.js';
import { watchOperation } from './watch-operation.js';

/** The parts that a convergence needs. */
export interface Convergence {
  readonly cloud: GoogleCloud;
  readonly running: RunningOperation;
  readonly log: Log;
}

/**
 * Brings an existing cluster to its goal, one change at a time: it reads the cluster, takes the first step that is
 * left, waits until the step has ended, and reads again. It ends when no step is left. So a run with nothing to do
 * writes nothing, and a run after a killed one continues where that one was. `first` is the cluster if it has just been
 * read.
 * @throws INVALID naming what cannot change; CONFLICT where the cluster or a pool is not this driver's; Google's own
 * reason where a change, a pool or the cluster fails
 */
export async function convergeCluster(goal: ClusterGoal, convergence: Convergence, first?: Cluster): Promise<Cluster> {
  const { cloud, running, log } = convergence;
  const guard = new StepGuard();
  const retries = new Retries(running);
  let seen = first;
  for (;;) {
    const cluster = await settledCluster(goal, convergence, seen);
    seen = undefined;
    const { steps, conflicts } = planCluster(goal, cluster, await readNodeCounts(cluster, cloud, log));
    if (conflicts.length > 0) throw conflictError(conflicts, goal);
    requireHealthyPools(cluster, goal);
    const [step] = steps;
    if (step === undefined) return cluster;
    const what = `${describeStep(step)} of ${describeLocation(cloud.location)}`;
    try {
      await takeStep(step, what, goal, cluster, convergence);
      guard.count(step, what);
      retries.succeeded();
    } catch (thrown) {
      if (isBusyFailure(thrown) && (await awaitFree(cloud, running))) continue;
      // The step may or may not have been carried out. The next reading shows it.
      await retries.failed(thrown, delayAfter(thrown, retries.count, running));
    }
  }
}

async function takeStep(
  step: GkeStep,
  what: string,
  goal: ClusterGoal,
  cluster: Cluster,
  convergence: Convergence,
): Promise<void> {
  const { cloud, running, log } = convergence;
  running.signal.throwIfAborted();
  running.progress(`going to ${what}`);
  const operation = await applyStep(step, cloud.gke, goal, cluster);
  if (operation === undefined) return;
  log.debug('operation begun', { step: what, operation: operation.name });
  await watchOperation(what, operation, cloud.gke, running);
}

/** Waits until no operation runs on the cluster, and returns it where it is healthy. */
async function settledCluster(
  goal: ClusterGoal,
  { cloud, running, log }: Convergence,
  seen: Cluster | undefined,
): Promise<Cluster> {
  for (let attempt = 0, current = seen; ; attempt++, current = undefined) {
    const cluster = current ?? (await cloud.gke.findCluster());
    if (cluster === undefined) {
      const why = 'it does not exist; somebody may have deleted it';
      throw cloudError(`read ${describeLocation(cloud.location)}`, { kind: 'not-found', why });
    }
    requireOurs(cluster, goal.owner, cloud.location);
    requireHealthy(cluster, cloud.location);
    if (cluster.status === 'DEGRADED') {
      log.warn(`Google calls the cluster DEGRADED: ${conditionFailure(cluster).why}`, { cluster: cluster.name });
    }
    if (!isBusy(cluster)) return cluster;
    if (!(await awaitFree(cloud, running))) {
      await running.clock.sleep(backOffMs(attempt, pollBackOff, running.random ?? Math.random), running.signal);
    }
  }
}

/** How long to wait before the cluster is read again, in milliseconds; undefined where the failure is final. */
function delayAfter(thrown: unknown, failures: number, running: RunningOperation): number | undefined {
  const failure = failureIn(thrown);
  if (failure === undefined || running.signal.aborted) return undefined;
  // Stale: somebody changed it meanwhile. Conflict: an earlier request for a pool of that name was carried out after all.
  if (isBusyFailure(thrown) || ['conflict', 'stale'].includes(failure.kind)) {
    return backOffMs(failures, pollBackOff, running.random ?? Math.random);
  }
  return retryDelayMs(thrown, failures, running);
}

function requireHealthyPools(cluster: Cluster, goal: ClusterGoal): void {
  const wanted = new Set(goal.pools.map(({ name }) => name));
  const broken = (cluster.nodePools ?? []).find(({ name, status }) => status === 'ERROR' && wanted.has(name ?? ''));
  if (broken === undefined) return;
  const { why, kind } = conditionFailure(broken);
  const whatToDo = 'take it out of the options and update, then put it back under another name';
  throw cloudError(`bring up the node pool ${broken.name ?? ''}`, { kind, why, whatToDo });
}

function conflictError(conflicts: readonly PoolConflict[], { options }: ClusterGoal): DriverError {
  const foreign = conflicts.filter(({ aspect }) => aspect === undefined).map(({ pool }) => pool);
  if (foreign.length > 0) {
    return cloudError(`change the node pool ${foreign.join(', ')}`, {
      kind: 'owned-by-another',
      why: 'there is such a node pool, and this driver did not make it',
      whatToDo: 'give the pool in the options another name',
    });
  }
  const lines = conflicts.map(({ pool, aspect = '', actual, desired }) => {
    const option = optionOfAspect[aspect] ?? aspect;
    const values = `from ${JSON.stringify(actual)} to ${JSON.stringify(desired)}`;
    return options.nodePools.length === 0
      ? `${option} cannot change ${values}`
      : `node-pools has a pool ${pool} where ${option} cannot change ${values}`;
  });
  const whatToDo = 'set it back, or make another pool (another name in node-pools)';
  return new DriverError('INVALID', { attempted: 'check the options', why: lines.join('; '), whatToDo });
}
