import type { container_v1 } from '@googleapis/container';
import { GoogleError } from '../http/google-error.ts';
import type { JsonValue } from '../json.ts';
import { checkResourceLabels, refuse } from './check-names.ts';
import { fingerprint, policyVersion } from './cluster-view.ts';
import type { ContainerCall, ContainerMethod } from './container-call.ts';
import type { ContainerState } from './container-state.ts';
import type { StoredCluster } from './stored-cluster.ts';
import { planUpdate, type PlannedUpdate, upgradeMaster, wishesOf } from './update-cluster.ts';

/** Checks a change of a cluster and says what it will have changed. */
type Plan = (cluster: StoredCluster, call: ContainerCall) => PlannedUpdate;

/** Everything that changes a cluster and not its pools alone. */
export function clusterSettingsMethods(state: ContainerState): Readonly<Record<string, ContainerMethod>> {
  const change = (plan: Plan): ContainerMethod => {
    return async (call) => {
      const cluster = await state.find(call.project, call.location, call.cluster);
      const planned = plan(cluster, call);
      state.requireIdle(cluster);
      return (await state.change(cluster, { ...planned, shape: call.shape })).resource;
    };
  };
  return {
    UpdateCluster: change((cluster, call) => {
      const update = (call.body.update ?? {}) as container_v1.Schema$ClusterUpdate;
      state.requireEtag(cluster, update.etag);
      return planUpdate(onlyWish(update, call), update, cluster, state.world);
    }),

    UpdateMaster: change((cluster, { body }) => upgradeMaster(body.masterVersion as string, cluster, state.world)),

    SetLabels: change(({ resource }, { body }) => {
      const labels = (body.resourceLabels ?? {}) as Record<string, string>;
      checkResourceLabels('resource_labels', labels);
      if (body.labelFingerprint !== fingerprint(resource.resourceLabels ?? {})) {
        throw new GoogleError('FAILED_PRECONDITION', 'Labels could not be set due to fingerprint mismatch.');
      }
      return kept(resource, 'resourceLabels', labels);
    }),

    SetMaintenancePolicy: change(({ resource }, { body }) => {
      const asked = (body.maintenancePolicy ?? {}) as container_v1.Schema$MaintenancePolicy;
      checkPolicyVersion(asked, resource.maintenancePolicy);
      const { resourceVersion: _, ...policy } = asked;
      return kept(resource, 'maintenancePolicy', policy as JsonValue);
    }),

    SetLegacyAbac: change(({ resource }, { body }) => {
      return kept(resource, 'legacyAbac', { enabled: body.enabled === true });
    }),
    SetLoggingService: change(({ resource }, { body }) => kept(resource, 'loggingService', body.loggingService)),
    SetMonitoringService: change(({ resource }, { body }) => {
      return kept(resource, 'monitoringService', body.monitoringService);
    }),
    SetNetworkPolicy: change(({ resource }, { body }) => kept(resource, 'networkPolicy', body.networkPolicy)),
    SetAddonsConfig: change(({ resource }, { body }) => {
      const asked = body.addonsConfig as object | undefined;
      return kept(resource, 'addonsConfig', { ...resource.addonsConfig, ...asked } as JsonValue);
    }),
    SetMasterAuth: change(() => refuse('update', 'Basic authentication was removed for GKE cluster versions >= 1.19.')),
  };
}

function onlyWish(update: container_v1.Schema$ClusterUpdate, call: ContainerCall) {
  const [wish, ...more] = wishesOf(update);
  if (wish !== undefined && more.length === 0) return wish;
  const message =
    wish === undefined
      ? 'Must specify a field to update.'
      : `Only one field can be updated at a time; got ${[wish, ...more].join(', ')}.`;
  call.violate('update', message);
  return refuse('update', message);
}

function kept(resource: StoredCluster['resource'], field: string, value: JsonValue | undefined): PlannedUpdate {
  return { type: 'UPDATE_CLUSTER', apply: () => Object.assign(resource, { [field]: value }) };
}

function checkPolicyVersion(
  asked: container_v1.Schema$MaintenancePolicy,
  now: container_v1.Schema$MaintenancePolicy | undefined,
): void {
  if (asked.resourceVersion == null || asked.resourceVersion === policyVersion(now)) return;
  throw new GoogleError('FAILED_PRECONDITION', 'The maintenance policy has changed since resource_version was read.');
}
