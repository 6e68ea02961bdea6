import { GoogleError } from '../http/google-error.ts';
import { regionOf } from '../world.ts';
import type { ContainerState } from './container-state.ts';
import type { StoredPool } from './stored-cluster.ts';

/** Processors that all pools in a region have now. */
export function cpusInUse({ clusters, world }: ContainerState, region: string): number {
  const here = clusters.filter(({ location }) => regionOf(world, location) === region);
  return here
    .flatMap(({ pools }) => pools.map((pool) => cpusOf(pool, world.machineTypes)))
    .reduce((sum, n) => sum + n, 0);
}

function cpusOf(
  { resource, nodesPerZone }: StoredPool,
  types: readonly { readonly name: string; readonly guestCpus: number }[],
): number {
  const cpus = types.find(({ name }) => name === resource.config?.machineType)?.guestCpus ?? 0;
  return cpus * nodesPerZone * (resource.locations?.length ?? 1);
}

/** @throws GoogleError PERMISSION_DENIED, as Google does, where the region has not that many processors left */
export function checkQuota(state: ContainerState, location: string, pools: readonly StoredPool[]): void {
  const { world } = state;
  const limit = world.quotas.CPUS ?? Infinity;
  const available = limit - cpusInUse(state, regionOf(world, location) ?? '');
  const wanted = pools.map((pool) => cpusOf(pool, world.machineTypes)).reduce((sum, cpus) => sum + cpus, 0);
  if (wanted <= available) return;
  throw new GoogleError(
    'PERMISSION_DENIED',
    `Insufficient regional quota to satisfy request: resource "CPUS": request requires '${wanted.toFixed(1)}' and is ` +
      `short '${(wanted - available).toFixed(1)}'. project has a quota of '${limit.toFixed(1)}' with ` +
      `'${available.toFixed(1)}' available. View and manage quotas at ` +
      `https://console.cloud.google.com/iam-admin/quotas?usage=USED&project=${world.project}.`,
  );
}
