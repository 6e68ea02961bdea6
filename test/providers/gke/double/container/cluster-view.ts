import { createHash } from 'node:crypto';
import type { container_v1 } from '@googleapis/container';
import { compareVersions } from './versions.ts';
import { clusterPath, type StoredCluster, type StoredPool } from './stored-cluster.ts';

/** Whether the fields that the proto calls deprecated are answered as well, as today's API still does. */
export interface ViewSettings {
  readonly baseUrl: string;
  readonly deprecated: boolean;
}

/** A checksum in the place of Google's fingerprints and etags: it changes with what it is made of. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8);
}

/** The cluster as an answer shows it. */
export function viewCluster(cluster: StoredCluster, settings: ViewSettings): container_v1.Schema$Cluster {
  const { resource } = cluster;
  const nodePools = cluster.pools.map((pool) => viewPool(cluster, pool, settings));
  const shown = {
    ...resource,
    nodePools,
    selfLink: `${settings.baseUrl}/v1/${clusterPath(cluster)}`,
    labelFingerprint: fingerprint(resource.resourceLabels ?? {}),
    maintenancePolicy: { ...resource.maintenancePolicy, resourceVersion: policyVersion(resource.maintenancePolicy) },
    ...(settings.deprecated ? deprecatedFields(cluster) : {}),
  };
  return { ...shown, etag: fingerprint(shown) };
}

/** The version that a new maintenance policy has to name. */
export function policyVersion(policy: container_v1.Schema$MaintenancePolicy | undefined): string {
  return fingerprint([policy?.window ?? {}, policy?.disruptionBudget ?? {}]);
}

/** The node pool as an answer shows it. */
export function viewPool(
  cluster: StoredCluster,
  { resource, nodesPerZone }: StoredPool,
  { baseUrl, deprecated }: ViewSettings,
): container_v1.Schema$NodePool {
  const shown = {
    ...resource,
    selfLink: `${baseUrl}/v1/${clusterPath(cluster)}/nodePools/${resource.name}`,
    ...(deprecated ? withMessage(resource.conditions) : {}),
  };
  return { ...shown, etag: fingerprint([shown, nodesPerZone]) };
}

function deprecatedFields({ resource, location, pools }: StoredCluster): container_v1.Schema$Cluster {
  const [oldest] = pools.map(({ resource: { version } }) => version ?? '').sort(compareVersions);
  const nodes = pools.map(({ nodesPerZone, resource: { locations } }) => nodesPerZone * (locations?.length ?? 1));
  return {
    zone: location,
    currentNodeCount: nodes.reduce((sum, count) => sum + count, 0),
    ...(oldest === undefined ? {} : { currentNodeVersion: oldest }),
    ...withMessage(resource.conditions),
  };
}

function withMessage(conditions: container_v1.Schema$StatusCondition[] | undefined): { statusMessage?: string } {
  const said = conditions?.map(({ message }) => message).join('\n');
  return said === undefined || said === '' ? {} : { statusMessage: said };
}
