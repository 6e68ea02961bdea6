import { createHash } from 'node:crypto';
import { cpusInUse } from '../container/check-quota.ts';
import type { ContainerState } from '../container/container-state.ts';
import type { JsonObject } from '../json.ts';
import type { MachineType, World } from '../world.ts';

/** A number in the place of Compute Engine's ids. */
export function idOf(path: string): string {
  return BigInt(`0x${createHash('sha256').update(path).digest('hex').slice(0, 15)}`).toString();
}

/** A region with its zones and quotas; the processors in use are those of the double's own node pools. */
export function viewRegion(state: ContainerState, base: string, name: string): JsonObject {
  const { world } = state;
  const used: Readonly<Record<string, number>> = { CPUS: cpusInUse(state, name) };
  return {
    kind: 'compute#region',
    id: idOf(name),
    name,
    description: name,
    status: 'UP',
    zones: (world.regions[name] ?? []).map((zone) => `${base}/zones/${zone}`),
    quotas: Object.entries(world.quotas).map(([metric, limit]) => ({ metric, limit, usage: used[metric] ?? 0 })),
    selfLink: `${base}/regions/${name}`,
  };
}

export function viewZone(base: string, region: string, name: string): JsonObject {
  const selfLink = `${base}/zones/${name}`;
  return {
    kind: 'compute#zone',
    id: idOf(name),
    name,
    description: name,
    status: 'UP',
    region: `${base}/regions/${region}`,
    selfLink,
  };
}

export function viewMachineType(base: string, zone: string, type: MachineType): JsonObject {
  const { name, guestCpus, memoryMb, isSharedCpu = false, replacement } = type;
  const selfLink = `${base}/zones/${zone}/machineTypes/${name}`;
  const deprecated =
    replacement === undefined
      ? {}
      : { deprecated: { state: 'DEPRECATED', replacement: `${base}/zones/${zone}/machineTypes/${replacement}` } };
  return {
    kind: 'compute#machineType',
    id: idOf(name),
    name,
    guestCpus,
    memoryMb,
    isSharedCpu,
    zone,
    selfLink,
    ...deprecated,
  };
}

/** The managed instance groups behind the node pools, in one zone: how many machines each is to have. */
export function instanceGroups({ clusters }: ContainerState, base: string, zone: string): JsonObject[] {
  return clusters.flatMap(({ pools }) =>
    pools.flatMap(({ resource, nodesPerZone }) => {
      const url = resource.instanceGroupUrls?.find((each) => each.includes(`/zones/${zone}/`));
      if (url === undefined) return [];
      const name = url.slice(url.lastIndexOf('/') + 1);
      const selfLink = `${base}/zones/${zone}/instanceGroupManagers/${name}`;
      return [{ kind: 'compute#instanceGroupManager', id: idOf(url), name, targetSize: nodesPerZone, selfLink }];
    }),
  );
}

export function zonesOf(world: World): { readonly region: string; readonly zone: string }[] {
  return Object.entries(world.regions).flatMap(([region, zones]) => zones.map((zone) => ({ region, zone })));
}
