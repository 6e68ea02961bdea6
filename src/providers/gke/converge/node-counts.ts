import { isDriverError } from '../../../core/driver-error.js';
import type { Log } from '../../../core/log.js';
import type { ComputeApi } from '../google/compute-api.js';
import type { Cluster, NodePool } from '../google/gke-api.js';

/**
 * How many nodes each pool is to have in each of its zones now, by pool name. GKE's own answer tells with how many a pool began;
 * what a resize or somebody's hand made of it stands in its instance groups. Pools that Google scales are not asked about. Where
 * the credential may not read instance groups, GKE's answer has to do. Zones that differ have no common number: NaN, which is
 * never the wanted one.
 */
export async function readNodeCounts(
  cluster: Cluster,
  { compute }: { readonly compute: Pick<ComputeApi, 'groupSizes'> },
  log: Log,
): Promise<ReadonlyMap<string, number>> {
  const pools = (cluster.nodePools ?? []).filter(({ autoscaling }) => autoscaling?.enabled !== true);
  const urls = pools.flatMap(({ instanceGroupUrls }) => instanceGroupUrls ?? []);
  const sizes = await readSizes(urls, cluster, compute, log);
  return new Map(pools.map((pool) => [pool.name ?? '', countOf(pool, sizes)]));
}

function countOf({ initialNodeCount, instanceGroupUrls }: NodePool, sizes: ReadonlyMap<string, number>): number {
  const known = (instanceGroupUrls ?? []).map((url) => sizes.get(url)).filter((size) => size !== undefined);
  const [first = initialNodeCount ?? 0, ...others] = known;
  return others.every((size) => size === first) ? first : NaN;
}

async function readSizes(
  urls: readonly string[],
  { name }: Cluster,
  compute: Pick<ComputeApi, 'groupSizes'>,
  log: Log,
): Promise<ReadonlyMap<string, number>> {
  try {
    // GKE cuts long names of clusters in the names of their groups.
    return await compute.groupSizes(urls, `gke-${(name ?? '').slice(0, 12)}`);
  } catch (thrown) {
    if (!isDriverError(thrown) || thrown.code !== 'FORBIDDEN') throw thrown;
    log.debug('the credential may not read instance groups: node counts are as GKE tells them', { cluster: name });
    return new Map();
  }
}
