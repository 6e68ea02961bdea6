import { DriverError } from '../../../core/driver-error.js';
import type { ContainerEngine } from '../tools/container-engine.js';
import { type NodeContainer, nodesOf } from '../tools/node-container.js';

/**
 * What every node of ours mounts, and nobody else's: the engine's own record of a container tells from the instant at which
 * the container exists, stopped or running, by whom it was made, and it cannot be lost without the container.
 *
 * kind can neither label containers nor name them otherwise, so a mount is the one thing to hang a mark on. It mounts
 * /dev/null, which every engine host has.
 */
export const ownerMount = {
  hostPath: '/dev/null',
  containerPath: '/kind/made-by-rancher-driver-host',
  readOnly: true,
} as const;

/**
 * Label of a volume that is there while containers of a cluster are being made or deleted. It tells whoever comes after a
 * crash that there may be more than can be seen, and that a load balancer is ours: that container takes no mounts, and it may be
 * the first to come and the last to go. A volume is the one thing of an engine that takes a label, needs no image and costs
 * nothing.
 */
const intentLabel = 'rancher-driver-host.kind-cluster';

/** @throws CONFLICT where one of them was not made by this driver: then nothing may be done to any of them */
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

/** Whether containers of the cluster were being made or deleted, and nobody came to an end with it. */
export async function hasIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<boolean> {
  return (await intents(engine, cluster, signal)).length > 0;
}

/** Says that containers of the cluster are about to be made or deleted. */
export async function declareIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<void> {
  if (await hasIntent(engine, cluster, signal)) return;
  await engine.makeVolume(`rancher-driver-host-${cluster}`, `${intentLabel}=${cluster}`, signal);
}

/** Says that this has come to an end. */
export async function withdrawIntent(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<void> {
  for (const volume of await intents(engine, cluster, signal)) await engine.removeVolume(volume, signal);
}

function intents(engine: ContainerEngine, cluster: string, signal: AbortSignal): Promise<readonly string[]> {
  return engine.volumesWith(`${intentLabel}=${cluster}`, signal);
}
