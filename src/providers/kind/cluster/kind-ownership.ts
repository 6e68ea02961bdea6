import { DriverError } from '../../../core/driver-error.js';
import type { ContainerEngine } from '../tools/container-engine.js';
import { type NodeContainer, nodesOf } from '../tools/node-container.js';

/**
 * The mount that marks every node of ours. The engine records a container's mounts from the moment when the container
 * exists, stopped or running, and the record cannot be lost without the container.
 *
 * kind can neither label containers nor change their names, so a mount is the only possible mark. It mounts /dev/null,
 * which every engine host has.
 */
export const ownerMount = {
  hostPath: '/dev/null',
  containerPath: '/kind/made-by-rancher-driver-host',
  readOnly: true,
} as const;

/**
 * Label of a volume that exists while containers of a cluster are being made or deleted. After a crash, it tells the
 * next process that more containers may appear, and that a load balancer is ours: that container takes no mounts, and
 * may be the first to appear and the last to go. Of all things of an engine, only a volume takes a label, needs no
 * image and costs nothing.
 */
const intentLabel = 'rancher-driver-host.kind-cluster';

/** @throws CONFLICT where this driver did not make one of them; the caller must not change any of them then */
export async function requireOurs(
  engine: ContainerEngine,
  cluster: string,
  containers: readonly NodeContainer[],
  signal: AbortSignal,
): Promise<void> {
  const nodes = nodesOf(containers);
  const isOurs =
    nodes.length > 0
      ? nodes.every(({ mountedAt }) => mountedAt.includes(ownerMount.containerPath))
      : containers.length === 0 || (await hasIntent(engine, cluster, signal));
  if (isOurs) return;
  const names = containers.map(({ name }) => name).join(', ');
  const why = `there is a kind cluster of that name that this driver did not make (${names})`;
  const whatToDo = `it is left alone; choose another name, or delete it with "kind delete cluster --name ${cluster}"`;
  throw new DriverError('CONFLICT', {
    attempted: `look for the cluster ${cluster} with ${engine.name}`,
    why,
    whatToDo,
  });
}

/** Whether an earlier create or delete of the cluster's containers was interrupted. */
export async function hasIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<boolean> {
  return (await intents(engine, cluster, signal)).length > 0;
}

/** Records that containers of the cluster are about to be made or deleted. */
export async function declareIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<void> {
  if (await hasIntent(engine, cluster, signal)) return;
  await engine.makeVolume(`rancher-driver-host-${cluster}`, `${intentLabel}=${cluster}`, signal);
}

/** Records that this is finished. */
export async function withdrawIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<void> {
  for (const volume of await intents(engine, cluster, signal)) await engine.removeVolume(volume, signal);
}

function intents(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<readonly string[]> {
  return engine.volumesWith(`${intentLabel}=${cluster}`, signal);
}
