import { DriverError } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import type { KindParts } from '../tools/kind-parts.js';
import type { NodeContainer } from '../tools/node-container.js';

/** Starts the containers that have stopped, such as after a restart of the engine. @throws UNAVAILABLE */
export async function requireRunning(
  { engine }: KindParts,
  containers: readonly NodeContainer[],
  { name, signal, progress }: Pick<OperationContext, 'name' | 'signal' | 'progress'>,
): Promise<void> {
  const stopped = containers.filter(({ status }) => status !== 'running');
  if (stopped.length === 0) return;
  const names = stopped.map((container) => container.name).join(', ');
  progress(`starting ${names}`);
  try {
    await engine.start(stopped, signal);
  } catch (thrown) {
    signal.throwIfAborted();
    const whatToDo = `look at "${engine.name} logs ${stopped[0]?.name ?? ''}", or remove the cluster and create it again`;
    const { problem: why } = DriverError.from(thrown);
    throw new DriverError('UNAVAILABLE', {
      attempted: `start the stopped nodes of ${name}`,
      why,
      whatToDo,
      cause: thrown,
    });
  }
}
