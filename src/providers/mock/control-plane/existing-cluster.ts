import { DriverError } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import { systemClock } from '../../../adapters/system-clock.js';
import { isClaimed } from './control-plane-claim.js';
import { findControlPlane, readStatus } from './control-plane-client.js';
import type { ControlPlaneRecord } from './control-plane-record.js';

/**
 * The control plane of a cluster that should exist. @throws NOT_FOUND if it does not, UNAVAILABLE if it does not answer
 */
export async function existingControlPlane(cluster: string, directory: string): Promise<ControlPlaneRecord> {
  const record = await findControlPlane(directory, cluster);
  if (record !== undefined) return record;
  if (await isClaimed(directory)) {
    throw new DriverError('UNAVAILABLE', {
      attempted: `look for cluster ${cluster}`,
      why: 'its control plane runs, but does not answer',
    });
  }
  const why = `no control plane runs for ${directory}; perhaps the machine was restarted`;
  throw new DriverError('NOT_FOUND', {
    attempted: `look for cluster ${cluster}`,
    why,
    whatToDo: 'create it again, or remove it',
  });
}

/** Waits, in real time, until all wanted nodes are Ready and run the wanted version. */
export async function awaitNodes(
  { name, signal, progress }: OperationContext,
  record: ControlPlaneRecord,
): Promise<void> {
  let said = '';
  for (;;) {
    const { spec, settled, nodes, nodesReady } = await readStatus(record, name);
    if (settled && nodes === spec.nodeCount && nodesReady === spec.nodeCount) return;
    const message = `waiting for ${nodesText(spec.nodeCount)}: ${String(nodesReady)} ready`;
    if (message !== said && nodesReady !== spec.nodeCount) progress(message);
    said = message;
    await systemClock.sleep(20, signal);
  }
}

/** `1 node` or `3 nodes`. */
export function nodesText(count: number): string {
  return count === 1 ? '1 node' : `${String(count)} nodes`;
}
