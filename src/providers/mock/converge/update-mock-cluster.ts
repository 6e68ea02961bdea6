import type { Clock } from '../../../core/clock.js';
import type { ClusterContext, UpdateContext } from '../../../core/contract/operation-context.js';
import { changeSpec, readStatus } from '../control-plane/control-plane-client.js';
import { durationMs } from '../options/durations.js';
import { awaitNodes, existingControlPlane, nodesText } from '../control-plane/existing-cluster.js';
import { checkUpgrade } from '../options/offered-versions.js';
import type { MockOptions } from '../options/mock-options.js';
import type { MockState } from '../options/mock-state.js';
import { raiseOperationFaults } from '../control-plane/operation-faults.js';
import { specForUpdate } from './wanted-spec.js';

/**
 * Brings a mock cluster to the wanted options. @throws NOT_FOUND, INVALID for an impossible upgrade, and the errors of
 * faults
 */
export async function updateCluster(context: UpdateContext<MockOptions, MockState>, clock: Clock): Promise<MockState> {
  const { name, options, state, signal } = context;
  const call = { cluster: name, faults: options.fault, signal, directory: state.directory };
  await raiseOperationFaults(call, 'update', 'first');
  const record = await existingControlPlane(name, state.directory);
  const { spec: current } = await readStatus(record, name);
  const wanted = specForUpdate(context, current);
  await raiseOperationFaults(call, 'update', 'later');
  if (wanted.kubernetesVersion !== current.kubernetesVersion) {
    context.progress(`upgrading from ${current.kubernetesVersion} to ${wanted.kubernetesVersion}`);
  }
  if (wanted.nodeCount !== current.nodeCount) {
    context.progress(`scaling from ${nodesText(current.nodeCount)} to ${nodesText(wanted.nodeCount)}`);
  }
  const stepMs = durationMs(options.stepDuration);
  if (stepMs > 0) await clock.sleep(stepMs, signal);
  await changeSpec(record, wanted);
  await awaitNodes(context, record);
  return state;
}

/** Upgrades a mock cluster. @throws NOT_FOUND, INVALID for a version that cannot be reached */
export async function upgradeCluster(context: ClusterContext<MockOptions, MockState>, version: string): Promise<void> {
  const record = await existingControlPlane(context.name, context.state.directory);
  const { spec } = await readStatus(record, context.name);
  checkUpgrade(context.name, spec.kubernetesVersion, version);
  await changeSpec(record, { kubernetesVersion: version });
  await awaitNodes(context, record);
}

/** Gives a mock cluster `count` nodes. @throws NOT_FOUND */
export async function scaleCluster(context: ClusterContext<MockOptions, MockState>, count: number): Promise<void> {
  const record = await existingControlPlane(context.name, context.state.directory);
  await changeSpec(record, { nodeCount: count });
  await awaitNodes(context, record);
}
