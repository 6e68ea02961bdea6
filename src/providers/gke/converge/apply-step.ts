import type { container_v1 } from '@googleapis/container';
import type { Json } from '../../../core/json.js';
import type { DesiredPool } from '../../cloud/node-pool.js';
import type { ClusterGoal } from '../plan/cluster-goal.js';
import type { GkeStep } from '../plan/cluster-plan.js';
import { optionOfAspect } from '../plan/desired-pool.js';
import type { Cluster, GkeApi, Operation } from '../google/gke-api.js';
import { isGoogles, type Taint } from '../plan/labels-and-taints.js';
import { autoscalingResource, poolResource } from '../plan/pool-resource.js';

/** What a step does, for a person; completes "waiting: …" and "…: why it failed". */
export function describeStep(step: GkeStep): string {
  switch (step.kind) {
    case 'update':
    case 'labels':
    case 'maintenance':
    case 'legacy-abac':
      return `change ${step.option}`;
    case 'upgrade-control-plane':
      return `upgrade the control plane to ${step.version}`;
    case 'create-pool':
      return `create the node pool ${step.pool.name}`;
    case 'set-autoscaling':
      return `${step.autoscaling === undefined ? 'end' : 'set'} the autoscaling of the node pool ${step.pool}`;
    case 'upgrade-pool':
      return `upgrade the node pool ${step.pool} to ${step.version}`;
    case 'change-pool':
      return `change ${optionOfAspect[step.aspect] ?? step.aspect} of the node pool ${step.pool}`;
    case 'resize-pool':
      return `resize the node pool ${step.pool} to ${String(step.nodeCount)} nodes in each zone`;
    case 'delete-pool':
      return `delete the node pool ${step.pool}`;
  }
}

/** Starts a step. Returns undefined where there is nothing to wait for. */
export async function applyStep(
  step: GkeStep,
  gke: GkeApi,
  goal: ClusterGoal,
  cluster: Cluster,
): Promise<Operation | undefined> {
  const what = describeStep(step);
  switch (step.kind) {
    case 'update':
      return gke.updateCluster(what, step.update);
    case 'labels':
      return gke.setResourceLabels(what, { resourceLabels: { ...step.labels }, labelFingerprint: step.fingerprint });
    case 'maintenance':
      return gke.setMaintenancePolicy(what, step.policy);
    case 'legacy-abac':
      return gke.setLegacyAbac(what, step.enabled);
    case 'upgrade-control-plane':
      return gke.updateCluster(what, { desiredMasterVersion: step.version });
    case 'create-pool':
      return gke.createPool(newPool(step.pool, goal));
    case 'set-autoscaling':
      return gke.setPoolAutoscaling(what, step.pool, autoscalingResource(step.autoscaling));
    case 'upgrade-pool':
      return gke.updatePool(what, step.pool, { ...unchanged(step.pool, cluster), nodeVersion: step.version });
    case 'change-pool':
      return changePool(what, step, gke, goal, cluster);
    case 'resize-pool':
      return gke.setPoolSize(what, step.pool, step.nodeCount);
    case 'delete-pool':
      return gke.deletePool(step.pool);
  }
}

function newPool(pool: DesiredPool, { owner, options, versions }: ClusterGoal) {
  return poolResource(pool, {
    owner,
    usualNodeCount: options.nodeCount,
    ...(options.nodeVersion === undefined || versions.nodes === undefined ? {} : { version: versions.nodes }),
  });
}

async function changePool(
  what: string,
  { pool, aspect, value }: Extract<GkeStep, { readonly kind: 'change-pool' }>,
  gke: GkeApi,
  goal: ClusterGoal,
  cluster: Cluster,
): Promise<Operation> {
  const desired = goal.pools.find(({ name }) => name === pool);
  const same = unchanged(pool, cluster);
  const own = goal.ownKeys.get(pool);
  const actual = cluster.nodePools?.find(({ name }) => name === pool)?.config ?? {};
  switch (aspect) {
    case 'machineType':
    case 'diskType':
    case 'diskSizeGb':
      // A change of any of these replaces every node, so all of them change together.
      return gke.updatePool(what, pool, { ...same, ...hardware(desired) });
    case 'imageType':
      return gke.updatePool(what, pool, { ...same, imageType: textOf(value) });
    case 'labels': {
      const googles = Object.entries(actual.labels ?? {}).filter(([key]) => isGoogles(key, own));
      const labels = { ...Object.fromEntries(googles), ...(value as Readonly<Record<string, string>>) };
      return gke.updatePool(what, pool, { ...same, labels: { labels } });
    }
    case 'taints': {
      const googles = (actual.taints ?? []).filter(({ key }) => isGoogles(key ?? '', own));
      const taints = [...googles, ...(value as unknown as readonly Taint[])];
      return gke.updatePool(what, pool, { ...same, taints: { taints } });
    }
    case 'tags':
      return gke.updatePool(what, pool, { ...same, tags: { tags: [...(value as readonly string[])] } });
    case 'workloadMetadata':
      return gke.updatePool(what, pool, { ...same, workloadMetadataConfig: { mode: textOf(value) } });
    default:
      return gke.setPoolManagement(what, pool, value as container_v1.Schema$NodeManagement);
  }
}

/** The version and image that a pool has. Every update of a pool requires them (cluster_service.proto). */
function unchanged(pool: string, cluster: Cluster): container_v1.Schema$UpdateNodePoolRequest {
  const actual = cluster.nodePools?.find(({ name }) => name === pool);
  return { nodeVersion: actual?.version ?? '-', imageType: actual?.config?.imageType ?? '' };
}

function hardware(desired: DesiredPool | undefined): container_v1.Schema$UpdateNodePoolRequest {
  const { machineType, diskType, diskSizeGb } = desired?.settings ?? {};
  return {
    ...(typeof machineType === 'string' ? { machineType } : {}),
    ...(typeof diskType === 'string' ? { diskType } : {}),
    ...(typeof diskSizeGb === 'number' ? { diskSizeGb: String(diskSizeGb) } : {}),
  };
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : '';
}
