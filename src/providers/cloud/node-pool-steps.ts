import type { Json } from '../../core/json.js';
import { meetsVersion } from './kubernetes-version.js';
import type { ActualPool, Autoscaling, DesiredPool } from './node-pool.js';

/** One change that brings a cluster nearer to what is desired; each is one operation of a cloud. */
export type PoolStep =
  | { readonly kind: 'upgrade-control-plane'; readonly version: string }
  | { readonly kind: 'create-pool'; readonly pool: DesiredPool }
  | { readonly kind: 'set-autoscaling'; readonly pool: string; readonly autoscaling: Autoscaling | undefined }
  | { readonly kind: 'upgrade-pool'; readonly pool: string; readonly version: string }
  | { readonly kind: 'change-pool'; readonly pool: string; readonly aspect: string; readonly value: Json }
  | { readonly kind: 'resize-pool'; readonly pool: string; readonly nodeCount: number }
  | { readonly kind: 'delete-pool'; readonly pool: string };

/** Why the desired pools cannot be reached. */
export interface PoolConflict {
  readonly pool: string;
  /** The fixed aspect that differs; absent where the pool is not this driver's. */
  readonly aspect?: string;
  readonly actual?: Json;
  readonly desired?: Json;
}

/** What should be. */
export interface DesiredNodes {
  /** Undefined leaves the control plane's version alone. */
  readonly controlPlaneVersion?: string;
  readonly pools: readonly DesiredPool[];
}

/** What is. */
export interface ActualNodes {
  readonly controlPlaneVersion: string;
  readonly pools: readonly ActualPool[];
}

/** What has to be done, in order, and what stands in the way. */
export interface PoolPlan {
  readonly steps: readonly PoolStep[];
  readonly conflicts: readonly PoolConflict[];
}

/**
 * What leads from the actual nodes to the desired ones: the control plane first, then new pools, then changes of pools, and pools
 * that are not wanted last, so that there is always somewhere to run. Versions never go back. The number of nodes of a pool that
 * the cloud scales is never touched, and pools that this driver did not make are left alone.
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

/** Whether two values of JSON say the same, whatever the order of their keys. */
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
