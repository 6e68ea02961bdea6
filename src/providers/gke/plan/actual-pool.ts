import type { ActualPool } from '../../cloud/node-pool.js';
import { carriesMark, type Owner } from '../../cloud/ownership.js';
import type { NodePool } from '../google/gke-api.js';
import { isGoogles } from './labels-and-taints.js';

/**
 * Converts a pool of Google's to the form of `desiredPool`. `nodeCount` is the number that each of its zones should
 * have now.
 */
export function actualPool(
  pool: NodePool,
  owner: Owner,
  nodeCount: number,
  ownKeys: ReadonlySet<string> = new Set(),
): ActualPool {
  const { config = {}, autoscaling } = pool;
  return {
    name: pool.name ?? '',
    // A pool that Google provisions by itself may have copied the labels, but is not this driver's.
    owned: carriesMark(config.resourceLabels, owner) && autoscaling?.autoprovisioned !== true,
    nodeCount,
    version: pool.version ?? '',
    ...(autoscaling?.enabled === true
      ? { autoscaling: { min: autoscaling.minNodeCount ?? 0, max: autoscaling.maxNodeCount ?? 0 } }
      : {}),
    settings: {
      machineType: config.machineType ?? null,
      diskType: config.diskType ?? null,
      diskSizeGb: config.diskSizeGb ?? null,
      imageType: config.imageType?.toUpperCase() ?? null,
      labels: Object.fromEntries(Object.entries(config.labels ?? {}).filter(([key]) => !isGoogles(key, ownKeys))),
      taints: (config.taints ?? [])
        .filter(({ key }) => !isGoogles(key ?? '', ownKeys))
        .map(({ key, value, effect }) => ({ key: key ?? '', value: value ?? '', effect: effect ?? '' }))
        .sort((one, other) => (idOf(one) < idOf(other) ? -1 : 1)),
      tags: [...(config.tags ?? [])].sort(),
      // Without this setting, nodes show the metadata of their machine.
      workloadMetadata: config.workloadMetadataConfig?.mode === 'GKE_METADATA' ? 'GKE_METADATA' : 'GCE_METADATA',
      management: {
        autoUpgrade: pool.management?.autoUpgrade === true,
        autoRepair: pool.management?.autoRepair === true,
      },
    },
    fixed: {
      spot: config.spot === true,
      preemptible: config.preemptible === true,
      localSsdCount: config.localSsdCount ?? 0,
      serviceAccount: config.serviceAccount ?? 'default',
      oauthScopes: [...(config.oauthScopes ?? [])].sort(),
    },
  };
}

function idOf({ key, value, effect }: { key: string; value: string; effect: string }): string {
  return `${key}=${value}:${effect}`;
}
