import type { container_v1 } from '@googleapis/container';
import { regionOf, type World } from '../world.ts';
import { checkName, checkResourceLabels, refuse } from './check-names.ts';
import { compareVersions, minorsAhead } from './versions.ts';

/** Kubernetes' skew that GKE supports: nodes may be two minors behind their control plane. */
const oldestNodes = 2;

/** @throws GoogleError INVALID_ARGUMENT for a node version above the control plane's, or too far below it */
export function checkNodeVersion(field: string, node: string, master: string): void {
  if (compareVersions(node, master) > 0) {
    refuse(field, `Node version "${node}" must not be newer than the master version "${master}".`);
  }
  if (minorsAhead(master, node) > oldestNodes) {
    refuse(field, `Node version "${node}" is more than two minor versions older than the master version "${master}".`);
  }
}

/** @throws GoogleError INVALID_ARGUMENT for sizes that contradict themselves or go beyond what the service takes */
export function checkAutoscaling(field: string, asked: container_v1.Schema$NodePoolAutoscaling | undefined): void {
  if (asked?.enabled !== true) return;
  const zonal = { least: asked.minNodeCount ?? 0, most: asked.maxNodeCount ?? 0 };
  const total = { least: asked.totalMinNodeCount ?? 0, most: asked.totalMaxNodeCount ?? 0 };
  if (zonal.most > 0 && total.most > 0) {
    refuse(field, `${field}: max_node_count and total_max_node_count cannot both be set.`);
  }
  const { least, most } = total.most > 0 ? total : zonal;
  if (most < 1) refuse(field, `${field}: max_node_count must be at least 1 when autoscaling is enabled.`);
  if (least < 0 || least > most) refuse(field, `${field}: min_node_count must be between 0 and max_node_count.`);
}

/** @throws GoogleError INVALID_ARGUMENT for a count that a pool cannot have */
export function checkNodeCount(field: string, count: number): void {
  if (count < 0 || count > 1000) refuse(field, `${field} must be between 0 and 1000 per zone, got ${String(count)}.`);
}

/** Zones have to lie in the cluster's region. */
export function checkZones(
  field: string,
  zones: readonly string[] | null | undefined,
  world: World,
  location: string,
): void {
  const region = regionOf(world, location) ?? '';
  for (const zone of zones ?? []) {
    if (world.regions[region]?.includes(zone) === true) continue;
    refuse(field, `Invalid zone "${zone}": it is not a zone of the region "${region}".`);
  }
}

/** @throws GoogleError INVALID_ARGUMENT for a node's configuration that no machine can have */
function checkNodeConfig(field: string, config: container_v1.Schema$NodeConfig | undefined, world: World): void {
  checkMachineType(`${field}.machine_type`, config?.machineType, world);
  checkDiskSize(`${field}.disk_size_gb`, config?.diskSizeGb);
  if (config?.preemptible === true && config.spot === true) {
    refuse(field, 'Both preemptible and spot cannot be set for a node pool.');
  }
  checkResourceLabels(`${field}.resource_labels`, config?.resourceLabels);
}

export function checkMachineType(field: string, name: string | null | undefined, { machineTypes }: World): void {
  if (name === undefined || name === null || machineTypes.some((type) => type.name === name)) return;
  refuse(field, `Machine type with name "${name}" does not exist in the requested zones.`);
}

export function checkDiskSize(field: string, sizeGb: number | null | undefined): void {
  if (sizeGb === undefined || sizeGb === null || (sizeGb >= 10 && sizeGb <= 65536)) return;
  refuse(field, `${field}: disk size must be between 10 and 65536 GB, got ${String(sizeGb)}.`);
}

/** Checks what a new pool says of itself; versions are compared where its cluster is known. */
export function checkPool(field: string, pool: container_v1.Schema$NodePool, world: World, location: string): void {
  checkName(`${field}.name`, pool.name);
  checkNodeCount(`${field}.initial_node_count`, pool.initialNodeCount ?? 0);
  checkAutoscaling(`${field}.autoscaling`, pool.autoscaling);
  checkNodeConfig(`${field}.config`, pool.config, world);
  checkZones(`${field}.locations`, pool.locations, world, location);
}
