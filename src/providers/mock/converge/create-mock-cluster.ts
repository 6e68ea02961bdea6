import type { Clock } from '../../../core/clock.js';
import type { CreateContext } from '../../../core/contract/operation-context.js';
import { locateCluster, makeClusterDirectory } from '../control-plane/cluster-directory.js';
import { changeSpec, readStatus } from '../control-plane/control-plane-client.js';
import { durationMs } from '../options/durations.js';
import { establishControlPlane } from '../control-plane/establish-control-plane.js';
import { awaitNodes, nodesText } from '../control-plane/existing-cluster.js';
import type { LaunchControlPlane } from '../control-plane/launch-control-plane.js';
import type { MockOptions } from '../options/mock-options.js';
import type { MockState } from '../options/mock-state.js';
import { raiseOperationFaults, raiseStepFaults } from '../control-plane/operation-faults.js';
import { specForCreate } from './wanted-spec.js';

/**
 * Makes a mock cluster, or continues an earlier create: the directory (its "network"), the control plane in a process
 * of its own, the nodes. Each step uses what exists already.
 * @throws CONFLICT if the directory is somebody else's, INVALID for an impossible upgrade, UNAVAILABLE, and the errors
 * of faults
 */
export async function createCluster(
  context: CreateContext<MockOptions, MockState>,
  clock: Clock,
  launch: LaunchControlPlane,
): Promise<MockState> {
  const { name, options, signal } = context;
  const directory = context.resume?.directory ?? (await locateCluster(name, options.directory));
  const state = { directory };
  const beforeCount = (): void => {
    context.checkpoint(state);
  };
  const call = { cluster: name, faults: options.fault, signal, directory, beforeCount };
  const begin = async (step: string): Promise<void> => {
    signal.throwIfAborted();
    context.progress(step);
    const stepMs = durationMs(options.stepDuration);
    if (stepMs > 0) await clock.sleep(stepMs, signal);
  };
  await raiseStepFaults(call, 'before-anything');
  await raiseOperationFaults(call, 'create', 'first');

  await begin(`making the network (${directory})`);
  await makeClusterDirectory(directory);
  context.checkpoint(state);
  await raiseStepFaults(call, 'after-network');
  await raiseOperationFaults(call, 'create', 'later');

  await begin('starting the control plane');
  const launched = (): Promise<void> => raiseStepFaults(call, 'after-launch');
  const record = await establishControlPlane({ directory, cluster: name, launch, signal, launched });
  context.checkpoint(state);
  await raiseStepFaults(call, 'after-control-plane');

  await begin(`adding ${nodesText(options.nodeCount)}`);
  const { spec } = await readStatus(record, name);
  await changeSpec(record, specForCreate(context, spec));
  await awaitNodes(context, record);
  await raiseStepFaults(call, 'after-nodes');
  await changeSpec(record, { finished: true });
  return state;
}
