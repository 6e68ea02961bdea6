import type { container_v1 } from '@googleapis/container';
import type { World } from '../world.ts';
import { refuse } from './check-names.ts';
import { checkDiskSize, checkMachineType, checkNodeVersion, checkZones } from './check-pool.ts';
import { relocatePool } from './complete-pool.ts';
import type { StoredCluster, StoredPool } from './stored-cluster.ts';
import { resolveVersion } from './versions.ts';

type Update = container_v1.Schema$UpdateNodePoolRequest;

/** Fields of the update that replace the node configuration's of the same name. */
const ofConfig = [
  'confidentialNodes',
  'containerdConfig',
  'diskType',
  'fastSocket',
  'gcfsConfig',
  'gvnic',
  'imageType',
  'kubeletConfig',
  'linuxNodeConfig',
  'loggingConfig',
  'machineType',
  'maxRunDuration',
  'resourceManagerTags',
  'storagePools',
  'windowsNodeConfig',
  'workloadMetadataConfig',
] as const satisfies readonly (keyof Update & keyof container_v1.Schema$NodeConfig)[];

const ofPool = ['nodeDrainConfig', 'queuedProvisioning', 'upgradeSettings'] as const satisfies readonly (keyof Update &
  keyof container_v1.Schema$NodePool)[];

/** Whose fields are not values but messages around them, and fields that only say which pool is meant. */
const treatedByName = [
  'nodeVersion',
  'locations',
  'labels',
  'taints',
  'tags',
  'resourceLabels',
  'diskSizeGb',
  'etag',
  'name',
];

/** What an update of a node pool will have changed, checked now and applied when its operation ends. */
export function updatePool(
  update: Update,
  cluster: StoredCluster,
  pool: StoredPool,
  world: World,
): { readonly type: string; readonly apply: () => void } {
  const master = cluster.resource.currentMasterVersion ?? '';
  const version = resolveVersion(update.nodeVersion ?? '-', world.versions.nodes, master, 'Node');
  checkNodeVersion('node_version', version, master);
  checkMachineType('machine_type', update.machineType, world);
  checkDiskSize('disk_size_gb', update.diskSizeGb == null ? undefined : Number(update.diskSizeGb));
  checkZones('locations', update.locations, world, cluster.location);
  refuseUnplayed(update);
  const upgrades = version !== pool.resource.version || update.imageType !== pool.resource.config?.imageType;
  const apply = () => {
    applyUpdate(update, version, pool);
    if (update.locations != null) relocatePool(pool, update.locations, cluster);
  };
  return { type: upgrades ? 'UPGRADE_NODES' : 'UPDATE_CLUSTER', apply };
}

function refuseUnplayed(update: Update): void {
  const known: readonly string[] = [...ofConfig, ...ofPool, ...treatedByName];
  const unplayed = Object.keys(update).filter((field) => !known.includes(field));
  if (unplayed.length > 0) refuse(unplayed.join(), `The double does not play an update of ${unplayed.join(', ')}.`);
}

function applyUpdate(update: Update, version: string, { resource }: StoredPool): void {
  const config: container_v1.Schema$NodeConfig = { ...resource.config };
  for (const field of ofConfig) if (update[field] !== undefined) Object.assign(config, { [field]: update[field] });
  for (const field of ofPool) if (update[field] !== undefined) Object.assign(resource, { [field]: update[field] });
  if (update.diskSizeGb != null) config.diskSizeGb = Number(update.diskSizeGb);
  // Each of these replaces the whole set: a message without members empties it.
  if (update.labels !== undefined) config.labels = update.labels.labels ?? {};
  if (update.taints !== undefined) config.taints = update.taints.taints ?? [];
  if (update.tags !== undefined) config.tags = update.tags.tags ?? [];
  if (update.resourceLabels !== undefined) config.resourceLabels = update.resourceLabels.labels ?? {};
  resource.config = config;
  resource.version = version;
}
