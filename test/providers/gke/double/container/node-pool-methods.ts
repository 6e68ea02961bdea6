import type { container_v1 } from '@googleapis/container';
import { GoogleError } from '../http/google-error.ts';
import { refuse } from './check-names.ts';
import { checkAutoscaling, checkNodeCount, checkNodeVersion, checkPool } from './check-pool.ts';
import { checkQuota } from './check-quota.ts';
import { viewPool } from './cluster-view.ts';
import { completePool } from './complete-pool.ts';
import type { ContainerCall, ContainerMethod } from './container-call.ts';
import type { ContainerState } from './container-state.ts';
import { spokenPath, type StoredCluster, type StoredPool } from './stored-cluster.ts';
import { updatePool } from './update-pool.ts';
import { resolveVersion } from './versions.ts';

interface Found {
  readonly cluster: StoredCluster;
  readonly pool: StoredPool;
}

/** Node pools: made, read, changed and deleted. */
export function nodePoolMethods(state: ContainerState): Readonly<Record<string, ContainerMethod>> {
  const find = async (call: ContainerCall): Promise<Found> => {
    const cluster = await state.find(call.project, call.location, call.cluster);
    return { cluster, pool: findPool(cluster, call.nodePool) };
  };
  const findIdle = async (call: ContainerCall): Promise<Found> => {
    const found = await find(call);
    state.requireIdle(found.cluster);
    return found;
  };
  return {
    ListNodePools: async ({ project, location, cluster: name }) => {
      const cluster = await state.find(project, location, name);
      return { nodePools: cluster.pools.map((pool) => viewPool(cluster, pool, state.view)) };
    },

    GetNodePool: async (call) => {
      const { cluster, pool } = await find(call);
      return viewPool(cluster, pool, state.view);
    },

    CreateNodePool: async ({ project, location, cluster: name, body, shape }) => {
      const cluster = await state.find(project, location, name);
      const asked = body.nodePool as container_v1.Schema$NodePool;
      refuseAutopilot(cluster);
      checkPool('node_pool', asked, state.world, location);
      checkFree(cluster, asked.name ?? '');
      state.requireIdle(cluster);
      const pool = newPool(state, cluster, asked);
      checkQuota(state, location, [pool]);
      cluster.pools.push(pool);
      const change = {
        type: 'CREATE_NODE_POOL',
        pool,
        shape,
        meanwhile: 'PROVISIONING',
        apply: () => undefined,
      } as const;
      const afterFailure = () => {
        pool.resource.status = 'ERROR';
      };
      return (await state.change(cluster, { ...change, afterFailure })).resource;
    },

    DeleteNodePool: async (call) => {
      const { cluster, pool } = await findIdle(call);
      const apply = () => {
        cluster.pools = cluster.pools.filter((each) => each !== pool);
      };
      const change = { type: 'DELETE_NODE_POOL', pool, shape: call.shape, meanwhile: 'STOPPING', apply } as const;
      return (await state.change(cluster, change)).resource;
    },

    SetNodePoolSize: async (call) => {
      const { cluster, pool } = await findIdle(call);
      const count = (call.body.nodeCount as number | undefined) ?? 0;
      checkNodeCount('node_count', count);
      const more = { ...pool, nodesPerZone: Math.max(0, count - pool.nodesPerZone) };
      checkQuota(state, call.location, [more]);
      const apply = () => {
        pool.nodesPerZone = count;
        pool.resource.initialNodeCount = count;
      };
      return (await state.change(cluster, { type: 'SET_NODE_POOL_SIZE', pool, shape: call.shape, apply })).resource;
    },

    SetNodePoolAutoscaling: async (call) => {
      const { cluster, pool } = await findIdle(call);
      const autoscaling = call.body.autoscaling as container_v1.Schema$NodePoolAutoscaling;
      checkAutoscaling('autoscaling', autoscaling);
      const apply = () => {
        pool.resource.autoscaling = autoscaling;
        if (autoscaling.enabled === true) fitInto(pool, autoscaling);
      };
      return (await state.change(cluster, { type: 'UPDATE_CLUSTER', pool, shape: call.shape, apply })).resource;
    },

    SetNodePoolManagement: async (call) => {
      const { cluster, pool } = await findIdle(call);
      const management = call.body.management as container_v1.Schema$NodeManagement;
      const channel = cluster.resource.releaseChannel?.channel ?? 'UNSPECIFIED';
      if (channel !== 'UNSPECIFIED' && management.autoUpgrade !== true) {
        refuse('management', `Auto_upgrade must be true when release_channel ${channel} is set.`);
      }
      const apply = () => {
        pool.resource.management = management;
      };
      return (await state.change(cluster, { type: 'SET_NODE_POOL_MANAGEMENT', pool, shape: call.shape, apply }))
        .resource;
    },

    UpdateNodePool: async (call) => {
      const { cluster, pool } = await find(call);
      requireEtag(state, cluster, pool, call.body.etag);
      const { type, apply } = updatePool(call.body, cluster, pool, state.world);
      state.requireIdle(cluster);
      return (await state.change(cluster, { type, pool, shape: call.shape, apply })).resource;
    },
  };
}

function findPool(cluster: StoredCluster, name: string): StoredPool {
  const found = cluster.pools.find(({ resource }) => resource.name === name);
  if (found !== undefined) return found;
  throw new GoogleError('NOT_FOUND', `Not found: ${spokenPath(cluster)}/nodePools/${name}.`);
}

function checkFree(cluster: StoredCluster, name: string): void {
  if (!cluster.pools.some(({ resource }) => resource.name === name)) return;
  throw new GoogleError('ALREADY_EXISTS', `Already exists: ${spokenPath(cluster)}/nodePools/${name}.`);
}

function refuseAutopilot({ resource }: StoredCluster): void {
  if (resource.autopilot?.enabled !== true) return;
  refuse('node_pool', 'Autopilot clusters do not support creating node pools.');
}

function newPool(
  state: ContainerState,
  { resource, project, name }: StoredCluster,
  asked: container_v1.Schema$NodePool,
) {
  const master = resource.currentMasterVersion ?? '';
  const version = resolveVersion(asked.version ?? '', state.world.versions.nodes, master, 'Node');
  checkNodeVersion('node_pool.version', version, master);
  return completePool(asked, { project, cluster: name, zones: resource.locations ?? [], version });
}

function requireEtag(state: ContainerState, cluster: StoredCluster, pool: StoredPool, etag: unknown): void {
  if (etag === undefined || etag === viewPool(cluster, pool, state.view).etag) return;
  throw new GoogleError('ABORTED', `Etag mismatch: the node pool ${pool.resource.name} has changed since it was read.`);
}

/** The autoscaler's first act: a size within its bounds. */
function fitInto(pool: StoredPool, bounds: container_v1.Schema$NodePoolAutoscaling): void {
  if ((bounds.maxNodeCount ?? 0) === 0) return;
  const least = bounds.minNodeCount ?? 0;
  pool.nodesPerZone = Math.min(Math.max(pool.nodesPerZone, least), bounds.maxNodeCount ?? least);
}
