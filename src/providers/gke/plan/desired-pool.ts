import type { Json } from '../../../core/json.js';
import type { Autoscaling, DesiredPool } from '../../cloud/node-pool.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { labelsOf, parseTaint } from './labels-and-taints.js';
import { isAutoscaled, type PoolValues } from '../options/pool-values.js';

/** The parts of the cluster that its pools depend on. */
export interface PoolSurroundings {
  readonly options: GkeOptionValues;
  /**
   * Resolved version of the nodes. Undefined means the control plane's for a new pool, and no change for an existing
   * one.
   */
  readonly nodeVersion: string | undefined;
  /** Whether the cluster is in a release channel, where the options name none. */
  readonly inChannel: boolean;
}

/**
 * Makes the desired pool from the options. The settings are in the order of their changes, and have the names of
 * `optionOfAspect`. An aspect that the options do not name is absent, and is left as it is.
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

/** Removes duplicate taints and sorts them, so that two lists of the same taints are equal. */
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
 * A cluster in a release channel always upgrades and repairs its nodes; Google refuses anything else. Where the options
 * name no channel, Google chooses one, and a false may be Rancher's way to send an unset option. So only a true is sent
 * then, and in a channel it sets both.
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
