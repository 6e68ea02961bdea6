import { randomBytes } from 'node:crypto';
import type { container_v1 } from '@googleapis/container';
import { regionOf, usualZones, type World } from '../world.ts';
import { completePool } from './complete-pool.ts';
import type { StoredCluster } from './stored-cluster.ts';
import { resolveVersion } from './versions.ts';

/** Where and when a cluster is made. */
interface Birth {
  readonly project: string;
  readonly location: string;
  readonly createTime: string;
}

/** A cluster as the server keeps it from the moment that it is asked for: complete, and without an address. */
export function completeCluster(
  { nodePools = [], ...asked }: container_v1.Schema$Cluster,
  world: World,
  { project, location, createTime }: Birth,
): StoredCluster {
  const name = asked.name ?? '';
  const zones = asked.locations ?? usualZones(world, location);
  const { master, channel } = versionOf(asked, world);
  const privately = asked.controlPlaneEndpointsConfig?.ipEndpointsConfig?.enablePublicEndpoint === false;
  const resource: StoredCluster['resource'] = {
    network: 'default',
    subnetwork: 'default',
    loggingService: 'logging.googleapis.com/kubernetes',
    monitoringService: 'monitoring.googleapis.com/kubernetes',
    clusterIpv4Cidr: '10.96.0.0/14',
    servicesIpv4Cidr: '34.118.224.0/20',
    defaultMaxPodsConstraint: { maxPodsPerNode: '110' },
    databaseEncryption: { state: 'DECRYPTED' },
    shieldedNodes: { enabled: true },
    ...asked,
    name,
    location,
    locations: [...zones],
    id: randomBytes(32).toString('hex'),
    createTime,
    status: 'PROVISIONING',
    initialClusterVersion: master,
    currentMasterVersion: master,
    releaseChannel: { channel },
    ipAllocationPolicy: { useIpAliases: true, stackType: 'IPV4', ...asked.ipAllocationPolicy },
    networkConfig: {
      ...asked.networkConfig,
      network: `projects/${project}/global/networks/${asked.network ?? 'default'}`,
      subnetwork: `projects/${project}/regions/${regionOf(world, location) ?? location}/subnetworks/${asked.subnetwork ?? 'default'}`,
    },
    controlPlaneEndpointsConfig: {
      ...asked.controlPlaneEndpointsConfig,
      ipEndpointsConfig: {
        enabled: true,
        ...asked.controlPlaneEndpointsConfig?.ipEndpointsConfig,
        enablePublicEndpoint: !privately,
      },
    },
  };
  const pools = nodePools.map((pool) =>
    completePool(pool, {
      project,
      cluster: name,
      zones,
      version: resolveVersion(pool.version ?? '', world.versions.nodes, master, 'Node'),
    }),
  );
  return { project, location, name, resource, pools };
}

/**
 * The version and channel of a new cluster: without a channel but with a version, the most mature channel that has it;
 * without either, REGULAR with its default.
 */
function versionOf(
  { initialClusterVersion, releaseChannel }: container_v1.Schema$Cluster,
  { versions }: World,
): { readonly master: string; readonly channel: string } {
  const asked = initialClusterVersion ?? '';
  const named = releaseChannel?.channel ?? undefined;
  const channel = named === undefined || named === 'UNSPECIFIED' ? undefined : versions.channels[named];
  if (channel !== undefined && named !== undefined) {
    return { master: resolveVersion(asked, channel.valid, channel.default, 'Master'), channel: named };
  }
  const byDefault = named === undefined ? (versions.channels.REGULAR?.default ?? versions.default) : versions.default;
  const master = resolveVersion(asked, versions.masters, byDefault, 'Master');
  if (named !== undefined) return { master, channel: 'UNSPECIFIED' };
  const mature = ['STABLE', 'REGULAR', 'RAPID'].find((each) => versions.channels[each]?.valid.includes(master));
  return { master, channel: asked === '' ? 'REGULAR' : (mature ?? 'UNSPECIFIED') };
}
