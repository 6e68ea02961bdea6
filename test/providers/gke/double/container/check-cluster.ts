import type { container_v1 } from '@googleapis/container';
import { GoogleError } from '../http/google-error.ts';
import { regionOf, type World } from '../world.ts';
import { checkName, checkResourceLabels, refuse } from './check-names.ts';
import { checkPool, checkZones } from './check-pool.ts';

/** @throws GoogleError PERMISSION_DENIED for a place that is none, with the words that hide whether it exists */
export function checkLocation(world: World, location: string): void {
  if (regionOf(world, location) !== undefined) return;
  throw new GoogleError('PERMISSION_DENIED', `Permission denied on 'locations/${location}' (or it may not exist).`);
}

/** @throws GoogleError INVALID_ARGUMENT where a new cluster breaks a rule of the service that its schema does not hold */
export function checkCluster(cluster: container_v1.Schema$Cluster, world: World, location: string): void {
  checkName('cluster.name', cluster.name);
  checkResourceLabels('cluster.resource_labels', cluster.resourceLabels);
  checkZones('cluster.locations', cluster.locations, world, location);
  checkNetwork(cluster, world);
  checkPools(cluster, world, location);
  checkChannel(cluster);
  checkPrivate(cluster);
}

function checkNetwork({ network, subnetwork }: container_v1.Schema$Cluster, world: World): void {
  if (typeof network === 'string' && !world.networks.includes(lastPart(network))) {
    refuse('cluster.network', `Network "${network}" does not exist.`);
  }
  if (typeof subnetwork === 'string' && !world.subnetworks.includes(lastPart(subnetwork))) {
    refuse('cluster.subnetwork', `Subnetwork "${subnetwork}" does not exist.`);
  }
}

function checkPools(cluster: container_v1.Schema$Cluster, world: World, location: string): void {
  const pools = cluster.nodePools ?? [];
  const autopilot = cluster.autopilot?.enabled === true;
  if (autopilot && pools.length > 0) refuse('cluster.node_pools', 'Node pools cannot be set for an Autopilot cluster.');
  if (!autopilot && pools.length === 0) {
    refuse('cluster.initial_node_count', 'Cluster.initial_node_count must be greater than zero.');
  }
  const names = pools.map(({ name }) => name);
  if (new Set(names).size < names.length) refuse('cluster.node_pools', 'Node pool names must be unique in a cluster.');
  for (const [index, pool] of pools.entries()) checkPool(`cluster.node_pools[${String(index)}]`, pool, world, location);
}

function checkChannel({ releaseChannel, nodePools = [] }: container_v1.Schema$Cluster): void {
  const channel = releaseChannel?.channel ?? 'UNSPECIFIED';
  if (channel === 'UNSPECIFIED') return;
  for (const { management } of nodePools) {
    if (management !== undefined && management.autoUpgrade !== true) {
      refuse('cluster.node_pools', `Auto_upgrade must be true when release_channel ${channel} is set.`);
    }
  }
}

function checkPrivate(cluster: container_v1.Schema$Cluster): void {
  const block = cluster.privateClusterConfig?.masterIpv4CidrBlock ?? undefined;
  if (block !== undefined && !/^\d+\.\d+\.\d+\.\d+\/28$/.test(block)) {
    refuse('cluster.private_cluster_config.master_ipv4_cidr_block', `"${block}" must be a /28 block.`);
  }
  const privateNodes = cluster.networkConfig?.defaultEnablePrivateNodes === true;
  if (privateNodes && cluster.ipAllocationPolicy?.useRoutes === true) {
    refuse('cluster.ip_allocation_policy', 'Private nodes require a VPC-native cluster (use_ip_aliases).');
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
