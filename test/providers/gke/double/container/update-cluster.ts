import type { container_v1 } from '@googleapis/container';
import type { World } from '../world.ts';
import { refuse } from './check-names.ts';
import { checkAutoscaling, checkNodeVersion, checkZones } from './check-pool.ts';
import { relocatePool } from './complete-pool.ts';
import type { StoredCluster, StoredPool } from './stored-cluster.ts';
import { compareVersions, minorsAhead, resolveVersion } from './versions.ts';

type Update = container_v1.Schema$ClusterUpdate;
type Desired = keyof Update;

/** What an update will have changed. */
export interface PlannedUpdate {
  readonly type: string;
  readonly pool?: StoredPool;
  readonly apply: () => void;
}

/** Where a wish that is simply kept is kept: the cluster's field, or a member of its network configuration. */
const kept: Partial<
  Record<
    Desired,
    keyof container_v1.Schema$Cluster | readonly ['networkConfig', keyof container_v1.Schema$NetworkConfig]
  >
> = {
  desiredAnonymousAuthenticationConfig: 'anonymousAuthenticationConfig',
  desiredAuthenticatorGroupsConfig: 'authenticatorGroupsConfig',
  desiredBinaryAuthorization: 'binaryAuthorization',
  desiredClusterAutoscaling: 'autoscaling',
  desiredCostManagementConfig: 'costManagementConfig',
  desiredDatabaseEncryption: 'databaseEncryption',
  desiredDatapathProvider: ['networkConfig', 'datapathProvider'],
  desiredDefaultEnablePrivateNodes: ['networkConfig', 'defaultEnablePrivateNodes'],
  desiredDefaultSnatStatus: ['networkConfig', 'defaultSnatStatus'],
  desiredDnsConfig: ['networkConfig', 'dnsConfig'],
  desiredEnableFqdnNetworkPolicy: ['networkConfig', 'enableFqdnNetworkPolicy'],
  desiredFleet: 'fleet',
  desiredGatewayApiConfig: ['networkConfig', 'gatewayApiConfig'],
  desiredIdentityServiceConfig: 'identityServiceConfig',
  desiredLoggingConfig: 'loggingConfig',
  desiredLoggingService: 'loggingService',
  desiredMeshCertificates: 'meshCertificates',
  desiredMonitoringConfig: 'monitoringConfig',
  desiredMonitoringService: 'monitoringService',
  desiredNotificationConfig: 'notificationConfig',
  desiredPodAutoscaling: 'podAutoscaling',
  desiredRbacBindingConfig: 'rbacBindingConfig',
  desiredResourceUsageExportConfig: 'resourceUsageExportConfig',
  desiredSecretManagerConfig: 'secretManagerConfig',
  desiredSecurityPostureConfig: 'securityPostureConfig',
  desiredServiceExternalIpsConfig: ['networkConfig', 'serviceExternalIpsConfig'],
  desiredShieldedNodes: 'shieldedNodes',
  desiredVerticalPodAutoscaling: 'verticalPodAutoscaling',
  desiredWorkloadIdentityConfig: 'workloadIdentityConfig',
};

/** Not wishes: they say on which pool, or on which state of the cluster, the wish is meant. */
const qualifiers: readonly Desired[] = ['desiredNodePoolId', 'etag'];

/** These two travel together: both are about the nodes of one pool. */
const ofNodes: readonly Desired[] = ['desiredNodeVersion', 'desiredImageType'];

/** The wishes of an update; the API takes one at a time, version and image of the nodes counting as one. */
export function wishesOf(update: Update): readonly Desired[] {
  const wishes = (Object.keys(update) as Desired[]).filter((field) => !qualifiers.includes(field));
  const nodes = wishes.filter((field) => ofNodes.includes(field));
  return [...nodes.slice(0, 1), ...wishes.filter((field) => !ofNodes.includes(field))];
}

/** Checks the one wish of an update now, and says what it will have changed when its operation ends. */
export function planUpdate(wish: Desired, update: Update, cluster: StoredCluster, world: World): PlannedUpdate {
  const place = kept[wish];
  if (place !== undefined) return keeping(cluster, place, update[wish]);
  switch (wish) {
    case 'desiredMasterVersion':
      return upgradeMaster(update.desiredMasterVersion ?? '', cluster, world);
    case 'desiredNodeVersion':
    case 'desiredImageType':
      return upgradeNodes(update, cluster, world);
    case 'desiredNodePoolAutoscaling':
      return autoscale(update, cluster);
    case 'desiredLocations':
      return relocate(update.desiredLocations ?? [], cluster, world);
    case 'desiredAddonsConfig':
      return merged(cluster, 'addonsConfig', update.desiredAddonsConfig);
    case 'desiredControlPlaneEndpointsConfig':
      return reachOtherwise(update.desiredControlPlaneEndpointsConfig ?? {}, cluster);
    case 'desiredReleaseChannel':
      return subscribe(update.desiredReleaseChannel?.channel ?? 'UNSPECIFIED', cluster, world);
    case 'desiredIntraNodeVisibilityConfig':
      return keeping(
        cluster,
        ['networkConfig', 'enableIntraNodeVisibility'],
        update.desiredIntraNodeVisibilityConfig?.enabled,
      );
    default:
      return refuse(`update.${wish}`, `The double does not play ${wish}.`);
  }
}

function keeping({ resource }: StoredCluster, place: string | readonly string[], value: unknown): PlannedUpdate {
  const apply = () => {
    if (typeof place === 'string') Object.assign(resource, { [place]: value });
    else resource.networkConfig = { ...resource.networkConfig, [String(place[1])]: value };
  };
  return { type: 'UPDATE_CLUSTER', apply };
}

function merged(cluster: StoredCluster, field: 'addonsConfig', value: object | undefined): PlannedUpdate {
  return keeping(cluster, field, { ...cluster.resource[field], ...value });
}

/** A control plane goes up by one minor at most, and not down to an older minor; its nodes may not fall too far behind. */
export function upgradeMaster(asked: string, { resource, pools }: StoredCluster, world: World): PlannedUpdate {
  const now = resource.currentMasterVersion ?? '';
  const channel = world.versions.channels[resource.releaseChannel?.channel ?? ''];
  const offered = [...new Set([...world.versions.masters, ...(channel?.valid ?? []), now])];
  const version = resolveVersion(asked, offered, channel?.default ?? world.versions.default, 'Master');
  const field = 'update.desired_master_version';
  if (compareVersions(version, now) < 0) refuse(field, `Master cannot be downgraded from "${now}" to "${version}".`);
  if (minorsAhead(version, now) > 1) {
    refuse(
      field,
      `Master cannot be upgraded to "${version}": cannot upgrade the master more than a minor version at a time.`,
    );
  }
  for (const pool of pools) checkNodeVersion(field, pool.resource.version ?? '', version);
  return {
    type: 'UPGRADE_MASTER',
    apply: () => {
      resource.currentMasterVersion = version;
    },
  };
}

function upgradeNodes(update: Update, cluster: StoredCluster, world: World): PlannedUpdate {
  const pool = onlyPool(update, cluster);
  const master = cluster.resource.currentMasterVersion ?? '';
  const asked = update.desiredNodeVersion ?? pool.resource.version ?? '';
  const version = resolveVersion(asked, world.versions.nodes, master, 'Node');
  checkNodeVersion('update.desired_node_version', version, master);
  return {
    type: 'UPGRADE_NODES',
    pool,
    apply: () => {
      pool.resource.version = version;
      if (update.desiredImageType != null)
        pool.resource.config = { ...pool.resource.config, imageType: update.desiredImageType };
    },
  };
}

function autoscale(update: Update, cluster: StoredCluster): PlannedUpdate {
  const pool = onlyPool(update, cluster);
  const autoscaling = update.desiredNodePoolAutoscaling ?? {};
  checkAutoscaling('update.desired_node_pool_autoscaling', autoscaling);
  return {
    type: 'UPDATE_CLUSTER',
    pool,
    apply: () => {
      pool.resource.autoscaling = autoscaling;
    },
  };
}

/** The pool that is meant: named, or the only one. */
function onlyPool({ desiredNodePoolId: id }: Update, { pools }: StoredCluster): StoredPool {
  const [first, ...others] = id == null ? pools : pools.filter(({ resource }) => resource.name === id);
  if (first !== undefined && others.length === 0) return first;
  return refuse('update.desired_node_pool_id', `Node pool "${id ?? ''}" must be specified and exist.`);
}

function relocate(zones: readonly string[], cluster: StoredCluster, world: World): PlannedUpdate {
  checkZones('update.desired_locations', zones, world, cluster.location);
  return {
    type: 'UPDATE_CLUSTER',
    apply: () => {
      cluster.resource.locations = [...zones];
      for (const pool of cluster.pools) relocatePool(pool, zones, cluster);
    },
  };
}

function reachOtherwise(
  asked: container_v1.Schema$ControlPlaneEndpointsConfig,
  { resource }: StoredCluster,
): PlannedUpdate {
  const now = resource.controlPlaneEndpointsConfig ?? {};
  return {
    type: 'UPDATE_CLUSTER',
    apply: () => {
      resource.controlPlaneEndpointsConfig = {
        dnsEndpointConfig: { ...now.dnsEndpointConfig, ...asked.dnsEndpointConfig },
        ipEndpointsConfig: { ...now.ipEndpointsConfig, ...asked.ipEndpointsConfig },
      };
    },
  };
}

function subscribe(channel: string, { resource, pools }: StoredCluster, world: World): PlannedUpdate {
  const offered = world.versions.channels[channel]?.valid;
  const now = resource.currentMasterVersion ?? '';
  if (offered !== undefined && !offered.some((version) => minorsAhead(version, now) >= 0)) {
    refuse('update.desired_release_channel', `Master version "${now}" is newer than what channel ${channel} offers.`);
  }
  return {
    type: 'UPDATE_CLUSTER',
    apply: () => {
      resource.releaseChannel = { channel };
      if (channel === 'UNSPECIFIED') return;
      for (const pool of pools) pool.resource.management = { autoRepair: true, autoUpgrade: true };
    },
  };
}
