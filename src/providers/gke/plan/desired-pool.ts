import type { Json } from '../../../core/json.js';
import type { Autoscaling, DesiredPool } from '../../cloud/node-pool.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { labelsOf, parseTaint } from './labels-and-taints.js';
import { isAutoscaled, type PoolValues } from '../options/pool-values.js';

/** What of the cluster decides about its pools. */
export interface PoolSurroundings {
  readonly options: GkeOptionValues;
  /** Version of the nodes, resolved; undefined leaves it to the control plane's, or as it is. */
  readonly nodeVersion: string | undefined;
  /** Whether the cluster is in a release channel where the options do not say. */
  readonly inChannel: boolean;
}

/**
 * A pool as the options want it. The settings, in the order in which they are changed, are named as in `desiredAspects`; an
 * aspect that the options say nothing about is not there, and is left as it is.
 */
export function desiredPool(values: PoolValues, { options, nodeVersion, inChannel }: PoolSurroundings): DesiredPool {
  const autoscaling = autoscalingOf(values);
  return {
    name: values.name,
    ...(autoscaling === undefined && values.nodeCount !== undefined ? { nodeCount: values.nodeCount } : {}),
    ...(autoscaling === undefined ? {} : { autoscaling }),
    ...(nodeVersion === undefined ? {} : { version: nodeVersion }),
    settings: defined({
      machineType: values.machineType,
      diskType: values.diskType,
      diskSizeGb: values.diskSizeGb,
      imageType: values.imageType?.toUpperCase(),
      labels: labelsOf(values.labels),
      taints: taintsOf(values.taints),
      tags: [...new Set(values.networkTags)].sort(),
      workloadMetadata: workloadMetadata(options),
      management: managementOf(values, options, inChannel),
    }),
    fixed: defined({
      spot: values.spot,
      preemptible: values.preemptible,
      localSsdCount: values.localSsdCount,
      serviceAccount: values.serviceAccount,
      oauthScopes: values.oauthScopes.length === 0 ? undefined : [...new Set(values.oauthScopes)].sort(),
    }),
  };
}

/** The option that each aspect of a pool comes from, for messages. */
export const optionOfAspect: Readonly<Record<string, string>> = {
  machineType: 'machine-type',
  diskType: 'disk-type',
  diskSizeGb: 'disk-size-gb',
  imageType: 'image-type',
  labels: 'labels',
  taints: 'taints',
  tags: 'network-tags',
  workloadMetadata: 'enable-workload-identity',
  management: 'enable-auto-upgrade',
  spot: 'spot',
  preemptible: 'preemptible',
  localSsdCount: 'local-ssd-count',
  serviceAccount: 'service-account',
  oauthScopes: 'oauth-scopes',
};

/** Taints once each, in an order of their own, so that two lists of the same ones are the same. */
export function taintsOf(entries: readonly string[]): Json {
  const taints = entries.map((entry) => parseTaint(entry)).filter((taint) => taint !== undefined);
  const unique = new Map(taints.map((taint) => [taintId(taint), { ...taint }]));
  return [...unique.values()].sort((one, other) => (taintId(one) < taintId(other) ? -1 : 1));
}

function taintId({ key, value, effect }: { key: string; value: string; effect: string }): string {
  return `${key}=${value}:${effect}`;
}

function autoscalingOf(values: PoolValues): Autoscaling | undefined {
  if (!isAutoscaled(values)) return undefined;
  return { min: values.minNodeCount ?? 0, max: values.maxNodeCount ?? 0 };
}

function workloadMetadata({ enableWorkloadIdentity: enabled }: GkeOptionValues): string | undefined {
  return enabled === undefined ? undefined : enabled ? 'GKE_METADATA' : 'GCE_METADATA';
}

/**
 * A cluster of a channel upgrades and repairs its nodes in any case: Google refuses anything else. Where no channel was chosen,
 * Google chooses one, and a "false" may be Rancher's way to say that nothing was: only a wish is said then, and means both.
 */
function managementOf(values: PoolValues, { releaseChannel }: GkeOptionValues, inChannel: boolean): Json | undefined {
  const both = { autoUpgrade: true, autoRepair: true };
  if (releaseChannel !== undefined && releaseChannel !== 'none') return both;
  const wish = { autoUpgrade: values.enableAutoUpgrade === true, autoRepair: values.enableAutoRepair === true };
  if (releaseChannel === 'none') return wish;
  if (!wish.autoUpgrade && !wish.autoRepair) return undefined;
  return inChannel ? both : wish;
}

function defined(values: Readonly<Record<string, Json | undefined>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, Json] => entry[1] !== undefined));
}
