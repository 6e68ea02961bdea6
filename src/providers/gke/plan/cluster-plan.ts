import { planNodes, type PoolConflict, type PoolStep } from '../../cloud/node-pool-steps.js';
import { actualPool } from './actual-pool.js';
import { channelChange, type ClusterChange, clusterChanges, lateChanges } from './cluster-changes.js';
import type { ClusterGoal } from './cluster-goal.js';
import type { Cluster } from '../google/gke-api.js';

/** One step towards the goal. */
export type GkeStep = ClusterChange | PoolStep;

/** The steps to take, in order, and the conflicts that prevent them. */
export interface GkePlan {
  readonly steps: readonly GkeStep[];
  readonly conflicts: readonly PoolConflict[];
}

/**
 * Plans the way from the cluster as Google has it to the goal: the channel, the control plane, the cluster's settings,
 * then its pools. `nodeCounts` says how many nodes each pool should have in each zone now.
 */
export function planCluster(goal: ClusterGoal, cluster: Cluster, nodeCounts: ReadonlyMap<string, number>): GkePlan {
  const pools = (cluster.nodePools ?? []).map((pool) =>
    actualPool(
      pool,
      goal.owner,
      nodeCounts.get(pool.name ?? '') ?? pool.initialNodeCount ?? 0,
      goal.ownKeys.get(pool.name ?? ''),
    ),
  );
  const { controlPlane } = goal.versions;
  const { steps, conflicts } = planNodes(
    { pools: goal.pools, ...(controlPlane === undefined ? {} : { controlPlaneVersion: controlPlane }) },
    { pools, controlPlaneVersion: cluster.currentMasterVersion ?? '' },
  );
  const upgrades = steps.filter(({ kind }) => kind === 'upgrade-control-plane');
  const others = steps.filter(({ kind }) => kind !== 'upgrade-control-plane');
  return {
    conflicts,
    steps: [
      ...channelChange(goal, cluster),
      ...upgrades,
      ...clusterChanges(goal, cluster),
      ...others,
      ...lateChanges(goal, cluster),
    ],
  };
}
