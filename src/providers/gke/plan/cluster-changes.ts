import type { container_v1 } from '@googleapis/container';
import type { Json } from '../../../core/json.js';
import { sameJson } from '../../cloud/node-pool-steps.js';
import { ownershipMark } from '../../cloud/ownership.js';
import type { ClusterGoal } from './cluster-goal.js';
import { parseResourceLabel } from './cluster-resource.js';
import {
  addonsOf,
  authorizedNetworksOf,
  loggingOf,
  maintenanceWindowOf,
  monitoringOf,
  releaseChannelOf,
  utc,
  workloadPoolOf,
} from './cluster-settings.js';
import type { Cluster } from '../google/gke-api.js';
import { labelsOf } from './labels-and-taints.js';

/** One change of the cluster as a whole; each is one operation. `option` names the options that cause it. */
export type ClusterChange =
  | { readonly kind: 'update'; readonly option: string; readonly update: container_v1.Schema$ClusterUpdate }
  | {
      readonly kind: 'labels';
      readonly option: string;
      readonly labels: Readonly<Record<string, string>>;
      readonly fingerprint: string;
    }
  | { readonly kind: 'maintenance'; readonly option: string; readonly policy: container_v1.Schema$MaintenancePolicy }
  | { readonly kind: 'legacy-abac'; readonly option: string; readonly enabled: boolean };

/**
 * The change of the release channel. It comes before the control plane's version, because the channel decides which
 * versions are offered.
 */
export function channelChange({ options }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const wanted = releaseChannelOf(options);
  const actual = cluster.releaseChannel?.channel ?? 'UNSPECIFIED';
  if (wanted === undefined || wanted === actual) return [];
  return [{ kind: 'update', option: 'release-channel', update: { desiredReleaseChannel: { channel: wanted } } }];
}

/**
 * All other differences between the goal and the cluster as a whole. Settings that the options do not name are left
 * alone.
 */
export function clusterChanges(goal: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  return [
    ...labelChange(goal, cluster),
    ...addonChange(goal, cluster),
    ...observationChanges(goal, cluster),
    ...securityChanges(goal, cluster),
    ...endpointChange(goal, cluster),
    ...locationChange(goal, cluster),
    ...maintenanceChange(goal, cluster),
  ];
}

function labelChange({ options, owner, formerLabels }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const actual = cluster.resourceLabels ?? {};
  // Others label clusters too (fleets, billing), so the driver changes only labels that the options name, now or
  // before.
  const kept = Object.entries(actual).filter(([key]) => !formerLabels.includes(key));
  const labels = {
    ...Object.fromEntries(kept),
    ...labelsOf(options.resourceLabels, parseResourceLabel),
    ...ownershipMark(owner),
  };
  if (sameJson(labels, actual)) return [];
  return [{ kind: 'labels', option: 'resource-labels', labels, fingerprint: cluster.labelFingerprint ?? '' }];
}

function addonChange({ options }: ClusterGoal, { addonsConfig: actual }: Cluster): readonly ClusterChange[] {
  const wanted = addonsOf(options);
  const differing = (
    [
      ['httpLoadBalancing', 'enable-http-load-balancing'],
      ['horizontalPodAutoscaling', 'enable-horizontal-pod-autoscaling'],
      ['networkPolicyConfig', 'enable-network-policy-config'],
    ] as const
  ).filter(([name]) => wanted[name] !== undefined && isOff(wanted[name]) !== isOff(actual?.[name]));
  if (differing.length === 0) return [];
  const desiredAddonsConfig = Object.fromEntries(differing.map(([name]) => [name, wanted[name]]));
  const option = differing.map(([, name]) => name).join(', ');
  return [{ kind: 'update', option, update: { desiredAddonsConfig } }];
}

function isOff(addon: { disabled?: boolean | null } | undefined): boolean {
  return addon?.disabled === true;
}

function observationChanges({ options }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const changes: ClusterChange[] = [];
  // A cluster that sends more than this driver asks for (such as the API server's logs) keeps doing so.
  if (isEnabled(cluster.loggingConfig, cluster.loggingService) !== options.enableStackdriverLogging) {
    const update = { desiredLoggingConfig: loggingOf(options) };
    changes.push({ kind: 'update', option: 'enable-stackdriver-logging', update });
  }
  if (isEnabled(cluster.monitoringConfig, cluster.monitoringService) !== options.enableStackdriverMonitoring) {
    const update = { desiredMonitoringConfig: monitoringOf(options) };
    changes.push({ kind: 'update', option: 'enable-stackdriver-monitoring', update });
  }
  return changes;
}

/** Whether logging or monitoring is on. The API has two fields for it, and the newer one decides. */
function isEnabled(
  config: { componentConfig?: { enableComponents?: readonly string[] | null } } | undefined,
  service: string | null | undefined,
): boolean {
  const components = config?.componentConfig?.enableComponents;
  if (config?.componentConfig !== undefined) return (components ?? []).length > 0;
  return service !== undefined && service !== null && service !== '' && service !== 'none';
}

function securityChanges({ options, project }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const changes: ClusterChange[] = [];
  const { enableLegacyAbac: abac, enableWorkloadIdentity: identity, enableShieldedNodes: shielded } = options;
  if (abac !== undefined && abac !== (cluster.legacyAbac?.enabled === true)) {
    changes.push({ kind: 'legacy-abac', option: 'enable-legacy-abac', enabled: abac });
  }
  if (identity === true && !hasWorkloadIdentity(cluster)) {
    const update = { desiredWorkloadIdentityConfig: { workloadPool: workloadPoolOf(project) } };
    changes.push({ kind: 'update', option: 'enable-workload-identity', update });
  }
  if (shielded !== (cluster.shieldedNodes?.enabled === true)) {
    const update = { desiredShieldedNodes: { enabled: shielded } };
    changes.push({ kind: 'update', option: 'enable-shielded-nodes', update });
  }
  return changes;
}

function hasWorkloadIdentity({ workloadIdentityConfig: config }: Cluster): boolean {
  return (config?.workloadPool ?? '') !== '';
}

/** Changes that come after the pools: workload identity can be switched off only when no node uses it. */
export function lateChanges({ options }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  if (options.enableWorkloadIdentity !== false || !hasWorkloadIdentity(cluster)) return [];
  return [{ kind: 'update', option: 'enable-workload-identity', update: { desiredWorkloadIdentityConfig: {} } }];
}

function endpointChange({ options }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const actual = cluster.controlPlaneEndpointsConfig?.ipEndpointsConfig ?? {};
  const { enablePrivateEndpoint } = options;
  const isPrivate = actual.enablePublicEndpoint === false || (actual.enablePublicEndpoint ?? null) === null;
  const networks = authorizedNetworksOf(options);
  const changed: container_v1.Schema$IPEndpointsConfig = {};
  const names: string[] = [];
  // Answers leave out false, so a missing enablePublicEndpoint means false, if the endpoints are in the answer at all.
  const known = cluster.controlPlaneEndpointsConfig?.ipEndpointsConfig !== undefined;
  if (known && enablePrivateEndpoint !== undefined && enablePrivateEndpoint !== isPrivate) {
    changed.enablePublicEndpoint = !enablePrivateEndpoint;
    names.push('enable-private-endpoint');
  }
  if (networks !== undefined && !sameNetworks(networks, actual.authorizedNetworksConfig)) {
    changed.authorizedNetworksConfig = networks;
    names.push('master-authorized-network-cidr-blocks');
  }
  if (names.length === 0) return [];
  const update = { desiredControlPlaneEndpointsConfig: { ipEndpointsConfig: changed } };
  return [{ kind: 'update', option: names.join(', '), update }];
}

function sameNetworks(
  wanted: container_v1.Schema$MasterAuthorizedNetworksConfig,
  actual: container_v1.Schema$MasterAuthorizedNetworksConfig | undefined,
): boolean {
  if (wanted.enabled !== true) return actual?.enabled !== true;
  const blocks = (config: typeof actual) => (config?.cidrBlocks ?? []).map(({ cidrBlock }) => cidrBlock ?? '').sort();
  return actual?.enabled === true && blocks(actual).join() === blocks(wanted).join();
}

function locationChange({ options: { locations } }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const actual = [...(cluster.locations ?? [])].sort().join();
  if (locations.length === 0 || [...locations].sort().join() === actual) return [];
  return [{ kind: 'update', option: 'locations', update: { desiredLocations: [...locations] } }];
}

function maintenanceChange({ options, hadMaintenance }: ClusterGoal, cluster: Cluster): readonly ClusterChange[] {
  const wanted = maintenanceWindowOf(options);
  if (wanted === undefined && !hadMaintenance) return [];
  const { window = {}, resourceVersion, disruptionBudget } = cluster.maintenancePolicy ?? {};
  if (sameJson(comparable(wanted), comparable(window))) return [];
  const { maintenanceExclusions } = window;
  // A new policy replaces the old one, so exclusions and budgets that others have set are copied into it.
  const policy = {
    window: { ...wanted, ...(maintenanceExclusions ? { maintenanceExclusions } : {}) },
    ...(typeof resourceVersion === 'string' ? { resourceVersion } : {}),
    ...(disruptionBudget === undefined ? {} : { disruptionBudget }),
  };
  const option = options.maintenanceRecurrence === undefined ? 'maintenance-window' : 'maintenance-recurrence';
  return [{ kind: 'maintenance', option, policy }];
}

function comparable(window: container_v1.Schema$MaintenanceWindow | undefined): Json {
  const { dailyMaintenanceWindow: daily, recurringWindow: recurring } = window ?? {};
  if (daily !== undefined) return { startTime: daily.startTime ?? null };
  if (recurring === undefined) return null;
  const { startTime, endTime } = recurring.window ?? {};
  return {
    recurrence: recurring.recurrence?.replace(/^RRULE:/, '') ?? null,
    startTime: utc(startTime ?? ''),
    endTime: utc(endTime ?? ''),
  };
}
