import { DriverError } from '../../../core/driver-error.js';
import type { CreateContext } from '../../../core/contract/operation-context.js';
import { clearCluster } from '../cluster/clear-cluster.js';
import { makeClusterConfig } from './cluster-config.js';
import { type CompletionMark, readMark } from '../cluster/completion-mark.js';
import { converge } from './converge-kind-cluster.js';
import { refuseFixedChanges } from '../cluster/fixed-options.js';
import type { KindOptions } from '../options/kind-options.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { KindState } from '../options/kind-state.js';
import { makeCluster } from './make-cluster.js';
import { firstControlPlane, type NodeContainer } from '../tools/node-container.js';
import { hasIntent, requireOurs, withdrawIntent } from '../cluster/kind-ownership.js';
import { requireRunning } from '../cluster/running-nodes.js';

type Context = CreateContext<KindOptions, KindState>;

/**
 * Makes the cluster. A complete cluster of its name is adopted. An incomplete one is deleted and made again, because
 * kind cannot continue where it stopped.
 */
export async function createKindCluster(parts: KindParts, context: Context): Promise<KindState> {
  const { name, signal, progress, options } = context;
  const state: KindState = { engine: parts.engine.name };
  requireFittingName(context);
  // A wrong configuration is reported before anything is deleted.
  await makeClusterConfig(options);
  const containers = await parts.engine.containersOf(name, signal);
  await requireOurs(parts.engine, name, containers, signal);
  context.checkpoint(state);
  const mark = await readMarkOf(parts, containers, context);
  if (mark === undefined) {
    // Also where no container is visible yet: one may still appear.
    if (containers.length > 0 || (await hasIntent(parts.engine, name, signal))) {
      progress('deleting the incomplete cluster of an earlier create');
      await clearCluster(parts, name, signal);
    }
    await makeCluster(parts, context);
  } else {
    progress('found the complete cluster of an earlier create');
    await withdrawIntent(parts.engine, name, signal);
    refuseFixedChanges(`create ${name}, which exists already`, options, mark);
  }
  await converge(parts, context);
  return state;
}

async function readMarkOf(
  parts: KindParts,
  containers: readonly NodeContainer[],
  context: Context,
): Promise<CompletionMark | undefined> {
  const controlPlane = firstControlPlane(containers);
  // A control plane that never ran was never completed.
  if (controlPlane === undefined || controlPlane.status === 'created') return undefined;
  await requireRunning(parts, [controlPlane], context);
  return readMark(parts.engine, controlPlane, context.signal);
}

/** Refuses a name that is too long: kind makes host names from it, which have at most 63 characters. */
function requireFittingName({ name, options }: Context): void {
  const longest = [
    options.controlPlaneCount > 1 ? '-external-load-balancer' : '-control-plane',
    options.nodeCount > 1 ? `-worker${String(options.nodeCount)}` : '-worker',
  ].reduce((most, suffix) => Math.max(most, suffix.length), 0);
  const room = 63 - longest;
  if (name.length <= room) return;
  const why = `the name has ${String(name.length)} characters, but kind makes host names from it, which leaves room for ${String(room)}`;
  throw new DriverError('INVALID', { attempted: `create ${name}`, why, whatToDo: 'choose a shorter one' });
}
