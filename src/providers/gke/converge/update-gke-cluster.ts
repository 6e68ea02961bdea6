import { DriverError } from '../../../core/driver-error.js';
import type { ClusterContext } from '../../../core/contract/operation-context.js';
import { cloudError } from '../../cloud/cloud-failure.js';
import type { Owner } from '../../cloud/ownership.js';
import { requireHealthy, requireOurs } from './cluster-condition.js';
import { type Convergence, convergeCluster } from './converge-cluster.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import { describeLocation } from '../options/gke-location.js';
import type { GkeOptions, GkeOptionValues } from '../options/gke-options.js';
import type { GkeState } from '../options/gke-state.js';
import { resolveGoal } from '../plan/resolve-goal.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { formatPoolEntry, parsePoolEntry } from '../options/node-pool-entry.js';
import { isAutoscaled, poolValues } from '../options/pool-values.js';

/** The wanted options of a cluster, and those of before. */
export interface WantedChange {
  readonly options: GkeOptionValues;
  readonly previous: GkeOptionValues;
  /** Whether the call gave the number of nodes. */
  readonly countGiven: boolean;
}

/** Brings an existing cluster to the wanted options, with the credential in them. Returns the new state. */
export async function changeGkeCluster(
  { state }: ClusterContext<GkeOptions, GkeState>,
  { options, previous, countGiven }: WantedChange,
  owner: Owner,
  convergence: Convergence,
  catalogue: GkeCatalogue,
): Promise<GkeState> {
  const { cloud } = convergence;
  const found = await cloud.gke.findCluster();
  if (found === undefined) {
    throw cloudError(`change ${describeLocation(cloud.location)}`, { kind: 'not-found', why: 'it does not exist' });
  }
  requireOurs(found, owner, cloud.location);
  requireHealthy(found, cloud.location);
  const goal = await resolveGoal(options, { owner, previous, countGiven }, cloud, catalogue, found);
  const { id } = await convergeCluster(goal, convergence, found);
  const { operation: _, ...rest } = state;
  return { ...rest, ...(typeof id === 'string' ? { id } : {}) };
}

/**
 * Returns the options for a cluster of `count` nodes in all its zones together. Google needs the same number in each
 * zone.
 * @throws INVALID where the count cannot be divided evenly, where there are several pools, or where Google scales the
 * pool
 */
export async function resizedOptions(
  options: GkeOptionValues,
  count: number,
  { gke, location }: GoogleCloud,
): Promise<GkeOptionValues> {
  const attempted = `set the size of ${describeLocation(location)}`;
  const [pool, ...others] = poolValues(options);
  if (pool === undefined || others.length > 0) {
    const why = 'it has several node pools, and a size does not say which one to change';
    throw new DriverError('INVALID', { attempted, why, whatToDo: 'change node-pools by an update' });
  }
  if (isAutoscaled(pool)) {
    throw new DriverError('INVALID', {
      attempted,
      why: 'Google scales its nodes',
      whatToDo: 'change min-node-count and max-node-count',
    });
  }
  const cluster = await gke.findCluster();
  const zones = cluster?.nodePools?.find(({ name }) => name === pool.name)?.locations ?? cluster?.locations ?? [];
  const perZone = count / Math.max(1, zones.length);
  if (!Number.isInteger(perZone)) {
    const why = `${String(count)} nodes cannot be spread evenly over ${String(zones.length)} zones`;
    throw new DriverError('INVALID', { attempted, why, whatToDo: `give a multiple of ${String(zones.length)}` });
  }
  if (options.nodePools.length === 0) return { ...options, nodeCount: perZone };
  return {
    ...options,
    nodePools: options.nodePools.map((entry) => {
      const { values } = parsePoolEntry(entry);
      return values.name === pool.name ? formatPoolEntry({ ...values, nodeCount: perZone }) : entry;
    }),
  };
}
