import type { container_v1 } from '@googleapis/container';
import { comeUp } from './cluster-methods.ts';
import { completeCluster } from './complete-cluster.ts';
import type { ContainerState } from './container-state.ts';
import type { StoredCluster } from './stored-cluster.ts';

/** A cluster that is there without having been asked for. */
export interface SeededCluster {
  readonly project?: string;
  readonly location: string;
  readonly cluster: container_v1.Schema$Cluster;
}

/** Puts a running cluster into the world; `status` and whatever else the given cluster says is kept. */
export async function seedCluster(
  state: ContainerState,
  { project = state.world.project, location, cluster }: SeededCluster,
): Promise<StoredCluster> {
  const nodePools = cluster.nodePools ?? [{ name: 'default-pool', initialNodeCount: 1 }];
  const stored = completeCluster({ ...cluster, nodePools }, state.world, {
    project,
    location,
    createTime: state.now(),
  });
  state.clusters.push(stored);
  await comeUp(state, stored, undefined);
  Object.assign(stored.resource, cluster.status === undefined ? {} : { status: cluster.status });
  Object.assign(stored.resource, cluster.conditions === undefined ? {} : { conditions: cluster.conditions });
  return stored;
}
