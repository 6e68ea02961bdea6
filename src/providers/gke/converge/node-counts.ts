import { isDriverError } from '../../../core/driver-error.js';
import type { Log } from '../../../core/log.js';
import type { ComputeApi } from '../google/compute-api.js';
import type { Cluster, NodePool } from '../google/gke-api.js';

/**
 * Reads how many nodes each pool should have in each of its zones now, by pool name. GKE's own answer has only the
 * number at the pool's creation; a later resize shows in the pool's instance groups. Pools that Google scales are not
 * read. Where the credential may not read instance groups, GKE's answer is used. Where the zones of a pool differ, its
 * number is NaN, which never equals a wanted number.
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
    log.debug('using the node counts of GKE, because the credential may not read instance groups', { cluster: name });
    return new Map();
  }
}
