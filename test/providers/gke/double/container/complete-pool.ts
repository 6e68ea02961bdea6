import type { container_v1 } from '@googleapis/container';
import { fingerprint } from './cluster-view.ts';
import type { StoredPool } from './stored-cluster.ts';

const usualScopes = [
  'https://www.googleapis.com/auth/devstorage.read_only',
  'https://www.googleapis.com/auth/logging.write',
  'https://www.googleapis.com/auth/monitoring',
];

/** What the pool's surroundings decide where the request has not. */
export interface PoolSurroundings {
  readonly project: string;
  readonly cluster: string;
  readonly zones: readonly string[];
  readonly version: string;
}

/** A pool as the server keeps it: the request's, with a value for everything that it left open. */
export function completePool(
  asked: container_v1.Schema$NodePool,
  { project, cluster, zones, version }: PoolSurroundings,
): StoredPool {
  const name = asked.name ?? 'default-pool';
  const locations = asked.locations ?? [...zones];
  const resource = {
    ...asked,
    name,
    config: completeConfig(asked.config ?? {}),
    initialNodeCount: asked.initialNodeCount ?? 0,
    locations,
    management: asked.management ?? { autoUpgrade: true, autoRepair: true },
    maxPodsConstraint: asked.maxPodsConstraint ?? { maxPodsPerNode: '110' },
    upgradeSettings: asked.upgradeSettings ?? { maxSurge: 1, strategy: 'SURGE' },
    podIpv4CidrSize: 24,
    version,
    status: 'PROVISIONING',
    instanceGroupUrls: locations.map((zone) => groupUrl(project, zone, cluster, name)),
  };
  return { resource, nodesPerZone: asked.initialNodeCount ?? 0 };
}

function completeConfig(asked: container_v1.Schema$NodeConfig): container_v1.Schema$NodeConfig {
  return {
    machineType: 'e2-medium',
    diskType: 'pd-balanced',
    diskSizeGb: 100,
    imageType: 'COS_CONTAINERD',
    serviceAccount: 'default',
    oauthScopes: usualScopes,
    shieldedInstanceConfig: { enableIntegrityMonitoring: true },
    ...asked,
    metadata: { 'disable-legacy-endpoints': 'true', ...asked.metadata },
  };
}

/** Moves a pool to other zones: each has an instance group of its own. */
export function relocatePool(
  { resource }: StoredPool,
  zones: readonly string[],
  { project, name }: { readonly project: string; readonly name: string },
): void {
  resource.locations = [...zones];
  resource.instanceGroupUrls = zones.map((zone) => groupUrl(project, zone, name, resource.name));
}

/** The managed instance group that holds a pool's machines in one zone. */
function groupUrl(project: string, zone: string, cluster: string, pool: string): string {
  const group = `gke-${cluster}-${pool}-${fingerprint([cluster, pool, zone])}-grp`;
  return `https://www.googleapis.com/compute/v1/projects/${project}/zones/${zone}/instanceGroupManagers/${group}`;
}
