import type { DesiredPool } from '../../cloud/node-pool.js';
import { type Owner, ownershipMark } from '../../cloud/ownership.js';
import type { NodePool } from '../google/gke-api.js';
import type { Taint } from './labels-and-taints.js';

/** Further values for the creation of a pool. */
export interface NewPool {
  readonly owner: Owner;
  /** Number of nodes in each zone at the start, where the pool names none. */
  readonly usualNodeCount: number;
  /** Version of the nodes, where it differs from the control plane's. */
  readonly version?: string;
}

/** Makes a pool for `nodePools.create` and for the pools of `clusters.create`. */
export function poolResource(pool: DesiredPool, { owner, usualNodeCount, version }: NewPool): NodePool {
  const { settings, fixed, autoscaling } = pool;
  const count = pool.nodeCount ?? usualNodeCount;
  return {
    name: pool.name,
    initialNodeCount: autoscaling === undefined ? count : Math.min(Math.max(count, autoscaling.min), autoscaling.max),
    ...(version === undefined ? {} : { version }),
    ...(autoscaling === undefined ? {} : { autoscaling: autoscalingResource(autoscaling) }),
    ...(settings.management === undefined
      ? {}
      : { management: settings.management as NonNullable<NodePool['management']> }),
    config: {
      ...text('machineType', settings.machineType),
      ...text('diskType', settings.diskType),
      ...text('imageType', settings.imageType),
      ...text('serviceAccount', fixed.serviceAccount),
      ...(typeof settings.diskSizeGb === 'number' ? { diskSizeGb: settings.diskSizeGb } : {}),
      ...(typeof fixed.localSsdCount === 'number' && fixed.localSsdCount > 0
        ? { localSsdCount: fixed.localSsdCount }
        : {}),
      ...(fixed.spot === true ? { spot: true } : {}),
      ...(fixed.preemptible === true ? { preemptible: true } : {}),
      ...(fixed.oauthScopes === undefined ? {} : { oauthScopes: [...(fixed.oauthScopes as readonly string[])] }),
      labels: { ...(settings.labels as Readonly<Record<string, string>>) },
      taints: [...(settings.taints as unknown as readonly Taint[])],
      tags: [...(settings.tags as readonly string[])],
      resourceLabels: { ...ownershipMark(owner) },
      ...(settings.workloadMetadata === 'GKE_METADATA' ? { workloadMetadataConfig: { mode: 'GKE_METADATA' } } : {}),
    },
  };
}

/** Autoscaling as the API takes it; undefined switches it off. */
export function autoscalingResource(autoscaling: DesiredPool['autoscaling']): NonNullable<NodePool['autoscaling']> {
  if (autoscaling === undefined) return { enabled: false };
  return { enabled: true, minNodeCount: autoscaling.min, maxNodeCount: autoscaling.max };
}

function text<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === 'string' ? ({ [name]: value } as Partial<Record<K, string>>) : {};
}
