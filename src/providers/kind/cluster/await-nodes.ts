import { DriverError, messageOf } from '../../../core/driver-error.js';
import { isCommandError, lastLines } from '../../../adapters/commands/command-error.js';
import { type ClusterNode, listNodes } from './cluster-nodes.js';
import type { Wanted } from './wanted-kind-cluster.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { NodeContainer } from '../tools/node-container.js';

const pollMs = 1_000;

/**
 * Waits until every node is registered and ready. kind itself waits only for the control plane, and succeeds even where
 * that wait times out.
 * @throws TIMEOUT after `wait-seconds`, naming the nodes that are not ready; does not wait where that is 0
 */
export async function awaitNodes(
  { engine, clock }: KindParts,
  controlPlane: NodeContainer,
  wanted: Wanted,
): Promise<void> {
  const { name, options, signal, progress } = wanted;
  if (options.waitSeconds === 0) return;
  const count = options.controlPlaneCount + options.nodeCount;
  const deadline = clock.now() + options.waitSeconds * 1_000;
  for (let said = ''; ;) {
    const seen = await describeNodes(() => listNodes(engine, controlPlane, signal), count);
    if (seen === 'all ready') return;
    signal.throwIfAborted();
    if (clock.now() >= deadline) {
      const why = `not all nodes were ready within ${String(options.waitSeconds)} s (${seen})`;
      const whatToDo = `the cluster exists; look at its nodes with "${engine.name} exec ${controlPlane.name} kubectl get nodes", and create or update again to wait longer`;
      throw new DriverError('TIMEOUT', { attempted: `wait for the nodes of ${name}`, why, whatToDo });
    }
    if (seen !== said) progress(`waiting for ${String(count)} ${count === 1 ? 'node' : 'nodes'} to be ready: ${seen}`);
    said = seen;
    await clock.sleep(pollMs, signal);
  }
}

async function describeNodes(list: () => Promise<readonly ClusterNode[]>, count: number): Promise<string> {
  try {
    const nodes = await list();
    const unready = nodes.filter(({ ready }) => !ready).map(({ name }) => name);
    if (nodes.length >= count && unready.length === 0) return 'all ready';
    const missing = nodes.length < count ? `${String(nodes.length)} registered` : '';
    const notReady = unready.length === 0 ? '' : `${unready.sort().join(', ')} not ready`;
    return [missing, notReady].filter((part) => part !== '').join(', ');
  } catch (thrown) {
    const [said = messageOf(thrown)] = isCommandError(thrown) ? lastLines(thrown.stderr, 1) : [];
    return `the API server does not answer (${said.slice(0, 150)})`;
  }
}
