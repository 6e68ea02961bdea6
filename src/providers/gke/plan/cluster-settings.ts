import type { container_v1 } from '@googleapis/container';
import type { GkeOptionValues } from '../options/gke-options.js';

/** The add-ons. The advanced dataplane has network policies of its own, and Google refuses the add-on with it. */
export function addonsOf(options: GkeOptionValues): container_v1.Schema$AddonsConfig {
  return {
    httpLoadBalancing: { disabled: !options.enableHttpLoadBalancing },
    horizontalPodAutoscaling: { disabled: !options.enableHorizontalPodAutoscaling },
    ...(options.dataplane === 'advanced'
      ? {}
      : { networkPolicyConfig: { disabled: !options.enableNetworkPolicyConfig } }),
  };
}

/** What is logged: the system and the workloads, or nothing. */
export function loggingOf({ enableStackdriverLogging: enabled }: GkeOptionValues): container_v1.Schema$LoggingConfig {
  return { componentConfig: { enableComponents: enabled ? ['SYSTEM_COMPONENTS', 'WORKLOADS'] : [] } };
}

/** What is measured: the system, or nothing. */
export function monitoringOf(options: GkeOptionValues): container_v1.Schema$MonitoringConfig {
  const { enableStackdriverMonitoring: enabled } = options;
  return { componentConfig: { enableComponents: enabled ? ['SYSTEM_COMPONENTS'] : [] } };
}

/** The channel by the API's name; undefined where the options name none. */
export function releaseChannelOf({ releaseChannel }: GkeOptionValues): string | undefined {
  return releaseChannel === 'none' ? 'UNSPECIFIED' : releaseChannel?.toUpperCase();
}

/** The workload identity pool of a project. Google allows no other name. */
export function workloadPoolOf(project: string): string {
  return `${project}.svc.id.goog`;
}

/** The networks that may reach the API server; undefined where the options do not say. */
export function authorizedNetworksOf(
  options: GkeOptionValues,
): container_v1.Schema$MasterAuthorizedNetworksConfig | undefined {
  const { enableMasterAuthorizedNetwork: enabled, masterAuthorizedNetworkCidrBlocks: blocks } = options;
  if (enabled === undefined) return undefined;
  if (!enabled) return { enabled: false };
  return { enabled, cidrBlocks: [...blocks].sort().map((cidrBlock) => ({ cidrBlock })) };
}

/** The maintenance window; undefined where the options do not say. */
export function maintenanceWindowOf(options: GkeOptionValues): container_v1.Schema$MaintenanceWindow | undefined {
  const { maintenanceWindow: startTime, maintenanceStart, maintenanceEnd, maintenanceRecurrence } = options;
  if (startTime !== undefined) return { dailyMaintenanceWindow: { startTime } };
  if (maintenanceStart === undefined || maintenanceEnd === undefined || maintenanceRecurrence === undefined) {
    return undefined;
  }
  const window = { startTime: utc(maintenanceStart), endTime: utc(maintenanceEnd) };
  return { recurringWindow: { window, recurrence: maintenanceRecurrence.replace(/^RRULE:/, '') } };
}

/** A time as the API gives it back, so that it can be compared: UTC, without empty fractions. */
export function utc(time: string): string {
  return new Date(time).toISOString().replace('.000Z', 'Z');
}
