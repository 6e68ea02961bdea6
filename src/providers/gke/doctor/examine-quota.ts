import type { Check } from '../../../core/contract/doctor.js';
import { ok } from './examine.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import { isZone, regionOf } from '../options/gke-location.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { type PoolValues, poolValues } from '../options/pool-values.js';

/** Google's default machine type. */
const usualMachineType = 'e2-medium';
/** Google's default number of zones for a regional cluster. */
const usualZones = 3;

/** Checks whether the region has room for the first nodes: processors, machines and addresses. */
export async function examineQuota(
  options: GkeOptionValues,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
): Promise<Check> {
  const { location } = cloud.location;
  const region = await catalogue.region(cloud, regionOf(location));
  const zones = zonesOf(options, location, region?.zones ?? []);
  const pools = poolValues(options);
  const nodes = pools.reduce((sum, pool) => sum + firstNodes(pool) * zones.length, 0);
  let cpus = 0;
  for (const pool of pools) {
    const type = await catalogue.machineType(cloud, zones[0] ?? '', pool.machineType ?? usualMachineType);
    cpus += (type?.guestCpus ?? 0) * firstNodes(pool) * zones.length;
  }
  const wanted = { CPUS: cpus, INSTANCES: nodes, IN_USE_ADDRESSES: options.enablePrivateNodes === true ? 0 : nodes };
  const short = Object.entries(wanted).flatMap(([metric, need]) => {
    const quota = (region?.quotas ?? []).find((each) => each.metric === metric);
    if (quota === undefined || need <= quota.limit - quota.usage) return [];
    return [
      `${metric}: ${String(need)} are needed, ${String(quota.limit - quota.usage)} of ${String(quota.limit)} are free`,
    ];
  });
  if (short.length === 0) return ok('quota', `room for ${String(nodes)} nodes with ${String(cpus)} processors`);
  const whatToDo = 'ask for a higher quota in the console (IAM & Admin, Quotas), or ask for less';
  return { name: 'quota', result: 'failed', detail: short.join('; '), whatToDo };
}

function firstNodes({ nodeCount = 0, enableNodepoolAutoscaling, minNodeCount = 0, maxNodeCount }: PoolValues): number {
  if (enableNodepoolAutoscaling !== true) return nodeCount;
  return Math.min(Math.max(nodeCount, minNodeCount), maxNodeCount ?? nodeCount);
}

function zonesOf({ locations }: GkeOptionValues, location: string, offered: readonly string[]): readonly string[] {
  if (locations.length > 0) return locations;
  if (isZone(location)) return [location];
  return offered.slice(0, usualZones).map((zone) => zone.slice(zone.lastIndexOf('/') + 1));
}
