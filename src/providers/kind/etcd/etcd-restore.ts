import { basename } from 'node:path';
import { DriverError, messageOf } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import { isCommandError } from '../../../adapters/commands/command-error.js';
import { discardScript, etcdDirectory, healScript, restoreScript } from './etcd-scripts.js';
import type { KindParts } from '../tools/kind-parts.js';
import { nodesOf, type NodeContainer } from '../tools/node-container.js';
import type { KeptSnapshot } from './snapshot-store.js';
import { toolError } from '../tools/tool-error.js';
import type { FoundCluster } from '../cluster/found-cluster.js';

/** Time limit of the script, in milliseconds. Its own waits add up to eleven minutes at worst. */
const restoreMs = 13 * 60_000;

type Context = Pick<OperationContext, 'name' | 'signal' | 'progress'>;

/** Repairs a control plane that an interrupted restore has left stopped: puts the old data back and starts it again. */
export async function healControlPlane(
  { engine }: KindParts,
  controlPlane: NodeContainer,
  context: Context,
): Promise<void> {
  const attempted = 'check whether a restore was interrupted';
  const args = ['sh', '-c', healScript, 'heal-etcd'];
  const said = await engine.exec(controlPlane, args, { attempted, signal: context.signal });
  if (said.includes('healed')) context.progress('an earlier restore was interrupted; the old data is in place again');
}

/**
 * Restores a cluster's etcd from a file of this machine; returns when its API server answers with the restored data.
 * @throws UNAVAILABLE; the error says whether the old data is in place again, or else where it is
 */
export async function restoreEtcd(
  { engine }: KindParts,
  { controlPlane, containers }: FoundCluster,
  snapshot: KeptSnapshot,
  context: Context,
): Promise<void> {
  const { name, signal, progress } = context;
  const attempted = `restore ${snapshot.name} into ${name}`;
  const file = basename(snapshot.file);
  progress('copying the snapshot into the control plane');
  await engine.exec(controlPlane, ['sh', '-c', discardScript, 'discard-snapshot', file], { attempted, signal });
  await engine.copyIn(snapshot.file, controlPlane, `${etcdDirectory}/${file}`, signal);
  progress('stopping the control plane, putting the restored data in place, starting it again');
  try {
    const args = ['sh', '-c', restoreScript, 'restore-etcd', file, snapshot.sha256];
    await engine.tryExec(controlPlane, args, { attempted, signal, timeoutMs: restoreMs });
  } catch (thrown) {
    throw restoreError(attempted, controlPlane, thrown, signal);
  }
  progress('restarting every kubelet');
  for (const node of nodesOf(containers)) {
    await engine.exec(node, ['systemctl', 'restart', 'kubelet'], { attempted: 'restart the kubelets', signal });
  }
}

function restoreError(attempted: string, { name }: NodeContainer, thrown: unknown, signal: AbortSignal): DriverError {
  if (signal.aborted || !isCommandError(thrown)) return toolError(attempted, thrown, signal);
  const said = messageOf(thrown.stderr.trim().split('\n').slice(-3).join(' / ')).slice(0, 500);
  if (thrown.exitCode === 4) {
    const why = `it failed, and the cluster is as it was before (${said})`;
    return new DriverError('UNAVAILABLE', { attempted, why, whatToDo: 'try another snapshot', cause: thrown });
  }
  const why = `it failed in the middle (${said || thrown.message})`;
  const whatToDo = `the old data is in ${etcdDirectory}/previous of the container ${name}, if it is not in place; update the cluster to have it put back`;
  return new DriverError('UNAVAILABLE', { attempted, why, whatToDo, cause: thrown });
}
