import type { Json } from '../../core/json.js';
import { meetsVersion } from './kubernetes-version.js';
import type { ActualPool, Autoscaling, DesiredPool } from './node-pool.js';

/** One change on the way to the desired nodes; each is one operation of a cloud. */
export type PoolStep =
  | { readonly kind: 'upgrade-control-plane'; readonly version: string }
  | { readonly kind: 'create-pool'; readonly pool: DesiredPool }
  | { readonly kind: 'set-autoscaling'; readonly pool: string; readonly autoscaling: Autoscaling | undefined }
  | { readonly kind: 'upgrade-pool'; readonly pool: string; readonly version: string }
  | { readonly kind: 'change-pool'; readonly pool: string; readonly aspect: string; readonly value: Json }
  | { readonly kind: 'resize-pool'; readonly pool: string; readonly nodeCount: number }
  | { readonly kind: 'delete-pool'; readonly pool: string };

/** A reason why the desired pools cannot be reached. */
export interface PoolConflict {
  readonly pool: string;
  /** The fixed aspect that differs; absent where the pool is not this driver's. */
  readonly aspect?: string;
  readonly actual?: Json;
  readonly desired?: Json;
}

/** The desired nodes of a cluster. */
export interface DesiredNodes {
  /** Undefined leaves the control plane's version as it is. */
  readonly controlPlaneVersion?: string;
  readonly pools: readonly DesiredPool[];
}

/** The actual nodes of a cluster. */
export interface ActualNodes {
  readonly controlPlaneVersion: string;
  readonly pools: readonly ActualPool[];
}

/** The steps to take, in order, and the conflicts that prevent them. */
export interface PoolPlan {
  readonly steps: readonly PoolStep[];
  readonly conflicts: readonly PoolConflict[];
}

/**
 * Plans the way from the actual nodes to the desired ones: the control plane first, then new pools, then changes of
 * pools, and deletions of pools last, so that pods always have nodes to run on. Versions never go back. Where the cloud
 * scales a pool, its number of nodes is not changed. Pools that this driver did not make are left alone.
 */
export function planNodes(desired: DesiredNodes, actual: ActualNodes): PoolPlan {
  const actualByName = new Map(actual.pools.map((pool) => [pool.name, pool]));
  const wanted = new Set(desired.pools.map(({ name }) => name));
  const existing = desired.pools.flatMap((pool) => {
    const found = actualByName.get(pool.name);
    return found === undefined ? [] : [{ pool, found }];
  });
  const created = desired.pools.filter(({ name }) => !actualByName.has(name));
  const deleted = actual.pools.filter(({ name, owned }) => owned && !wanted.has(name));
  return {
    conflicts: existing.flatMap(({ pool, found }) => conflictsOf(pool, found)),
    steps: [
      ...controlPlaneSteps(desired, actual),
      ...created.map((pool) => ({ kind: 'create-pool', pool }) as const),
      ...existing.flatMap(({ pool, found }) => poolSteps(pool, found)),
      ...deleted.map(({ name }) => ({ kind: 'delete-pool', pool: name }) as const),
    ],
  };
}

function controlPlaneSteps({ controlPlaneVersion: version }: DesiredNodes, actual: ActualNodes): readonly PoolStep[] {
  if (version === undefined || meetsVersion(actual.controlPlaneVersion, version)) return [];
  return [{ kind: 'upgrade-control-plane', version }];
}

function conflictsOf(desired: DesiredPool, actual: ActualPool): readonly PoolConflict[] {
  if (!actual.owned) return [{ pool: desired.name }];
  return Object.entries(desired.fixed).flatMap(([aspect, value]) => {
    const before = actual.fixed[aspect] ?? null;
    return sameJson(value, before) ? [] : [{ pool: desired.name, aspect, actual: before, desired: value }];
  });
}

function poolSteps(desired: DesiredPool, actual: ActualPool): readonly PoolStep[] {
  const { name: pool, autoscaling, version, nodeCount } = desired;
  const steps: PoolStep[] = [];
  if (!sameAutoscaling(autoscaling, actual.autoscaling)) steps.push({ kind: 'set-autoscaling', pool, autoscaling });
  if (version !== undefined && !meetsVersion(actual.version, version)) {
    steps.push({ kind: 'upgrade-pool', pool, version });
  }
  for (const [aspect, value] of Object.entries(desired.settings)) {
    if (!sameJson(value, actual.settings[aspect] ?? null)) steps.push({ kind: 'change-pool', pool, aspect, value });
  }
  if (autoscaling === undefined && nodeCount !== undefined && nodeCount !== actual.nodeCount) {
    steps.push({ kind: 'resize-pool', pool, nodeCount: Math.max(0, nodeCount) });
  }
  return steps;
}

function sameAutoscaling(one: Autoscaling | undefined, other: Autoscaling | undefined): boolean {
  return one?.min === other?.min && one?.max === other?.max;
}

/** Whether two JSON values are equal, in any order of their keys. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: Json | undefined): string {
  if (value === undefined) return '';
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((entry: Json) => canonical(entry)).join()}]`;
  const entries = Object.entries(value).sort(([ours], [theirs]) => (ours < theirs ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join()}}`;
}
