import type { container_v1 } from '@googleapis/container';
import { GoogleError } from '../http/google-error.ts';
import { checkCluster, checkLocation } from './check-cluster.ts';
import { checkNodeVersion } from './check-pool.ts';
import { checkQuota } from './check-quota.ts';
import { viewCluster } from './cluster-view.ts';
import { completeCluster } from './complete-cluster.ts';
import type { ContainerMethod } from './container-call.ts';
import { blame, type ContainerState } from './container-state.ts';
import type { OperationFailure } from './operation-shape.ts';
import { clusterPath, spokenPath, type StoredCluster } from './stored-cluster.ts';

/** Making, reading and deleting clusters. */
export function clusterMethods(state: ContainerState): Readonly<Record<string, ContainerMethod>> {
  return {
    ListClusters: async ({ project, location }) => {
      const here = state.clusters.filter(
        (each) => each.project === project && (location === '-' || each.location === location),
      );
      for (const { busy } of here) if (busy !== undefined) await state.operations.look(busy);
      const left = here.filter((cluster) => state.clusters.includes(cluster));
      return { clusters: left.map((cluster) => viewCluster(cluster, state.view)) };
    },

    GetCluster: async ({ project, location, cluster }) =>
      viewCluster(await state.find(project, location, cluster), state.view),

    CreateCluster: async ({ project, location, body, shape }) => {
      const asked = body.cluster as container_v1.Schema$Cluster;
      checkLocation(state.world, location);
      checkCluster(asked, state.world, location);
      checkFree(state, project, location, asked.name ?? '');
      const cluster = completeCluster(asked, state.world, { project, location, createTime: state.now() });
      for (const { resource } of cluster.pools) {
        checkNodeVersion(
          'cluster.node_pools.version',
          resource.version ?? '',
          cluster.resource.currentMasterVersion ?? '',
        );
      }
      checkQuota(state, location, cluster.pools);
      state.clusters.push(cluster);
      const finish = (failure: OperationFailure | undefined) => comeUp(state, cluster, failure);
      const started = { type: 'CREATE_CLUSTER', target: clusterPath(cluster), shape, finish };
      return (await state.occupy(cluster, started)).resource;
    },

    DeleteCluster: async ({ project, location, cluster: name, shape }) => {
      const cluster = await state.find(project, location, name);
      state.requireIdle(cluster);
      for (const { resource } of cluster.pools) resource.status = 'STOPPING';
      const deletion = await state.change(cluster, {
        type: 'DELETE_CLUSTER',
        shape,
        meanwhile: 'STOPPING',
        apply: () => state.clusters.splice(state.clusters.indexOf(cluster), 1),
      });
      return deletion.resource;
    },
  };
}

function checkFree(state: ContainerState, project: string, location: string, name: string): void {
  if (state.peek(project, location, name) === undefined) return;
  throw new GoogleError('ALREADY_EXISTS', `Already exists: ${spokenPath({ project, location, name })}.`);
}

/** A new cluster gets its address when it is up; one that fails stays behind in ERROR until someone deletes it. */
export async function comeUp(
  state: ContainerState,
  cluster: StoredCluster,
  failure: OperationFailure | undefined,
): Promise<void> {
  const { resource } = cluster;
  if (failure !== undefined) {
    resource.status = failure.clusterStatus ?? 'ERROR';
    for (const pool of cluster.pools) pool.resource.status = 'ERROR';
    blame(cluster, failure);
    return;
  }
  const { endpoint, caPem } = await state.backend(viewCluster(cluster, state.view));
  const ip = resource.controlPlaneEndpointsConfig?.ipEndpointsConfig;
  const privately = ip?.enablePublicEndpoint === false;
  resource.status = 'RUNNING';
  resource.endpoint = endpoint;
  resource.masterAuth = { ...resource.masterAuth, clusterCaCertificate: Buffer.from(caPem).toString('base64') };
  resource.controlPlaneEndpointsConfig = {
    ...resource.controlPlaneEndpointsConfig,
    ipEndpointsConfig: {
      ...ip,
      privateEndpoint: privately ? endpoint : '10.128.0.2',
      ...(privately ? {} : { publicEndpoint: endpoint }),
    },
    dnsEndpointConfig: {
      ...resource.controlPlaneEndpointsConfig?.dnsEndpointConfig,
      endpoint: `gke-${(resource.id ?? '').slice(0, 32)}.${cluster.location}.gke.goog`,
    },
  };
  for (const pool of cluster.pools) pool.resource.status = 'RUNNING';
}
