import { DriverError } from '../../../core/driver-error.js';
import type { OperationContext } from '../../../core/contract/operation-context.js';
import type { KindOptionValues } from '../options/kind-options.js';
import type { KindParts } from '../tools/kind-parts.js';
import { firstControlPlane, type NodeContainer } from '../tools/node-container.js';
import { requireOurs } from './kind-ownership.js';

/** A cluster that exists and that this driver made. */
export interface FoundCluster {
  readonly controlPlane: NodeContainer;
  /** The load balancer too, if there is one. */
  readonly containers: readonly NodeContainer[];
}

/** Looks for a cluster that should exist. @throws NOT_FOUND; CONFLICT where it is somebody else's */
export async function findCluster({ engine }: KindParts, name: string, signal: AbortSignal): Promise<FoundCluster> {
  const containers = await engine.containersOf(name, signal);
  await requireOurs(engine, name, containers, signal);
  const controlPlane = firstControlPlane(containers);
  if (controlPlane !== undefined) return { controlPlane, containers };
  const why = `${engine.name} has no control plane container of that name`;
  throw new DriverError('NOT_FOUND', {
    attempted: `look for the cluster ${name}`,
    why,
    whatToDo: 'create it again, or remove it',
  });
}

/** Like `findCluster`, for work that needs the first control plane to run. @throws UNAVAILABLE where it has stopped */
export async function findRunningCluster(parts: KindParts, name: string, signal: AbortSignal): Promise<FoundCluster> {
  const cluster = await findCluster(parts, name, signal);
  const { controlPlane } = cluster;
  if (controlPlane.status === 'running') return cluster;
  const why = `its container ${controlPlane.name} has stopped`;
  const whatToDo = `start it with "${parts.engine.name} start ${controlPlane.name}", or create or update the cluster`;
  throw new DriverError('UNAVAILABLE', { attempted: `reach the cluster ${name}`, why, whatToDo });
}

/** Refuses a cluster of which somebody has deleted a container. @throws CONFLICT naming what is missing */
export function requireAllContainers(
  { containers }: FoundCluster,
  { name }: Pick<OperationContext, 'name'>,
  { controlPlaneCount, nodeCount }: Pick<KindOptionValues, 'controlPlaneCount' | 'nodeCount'>,
): void {
  const wanted = [
    ...namesOf(name, 'control-plane', controlPlaneCount),
    ...namesOf(name, 'worker', nodeCount),
    ...(controlPlaneCount > 1 ? [`${name}-external-load-balancer`] : []),
  ];
  const missing = wanted.filter((one) => !containers.some((container) => container.name === one));
  if (missing.length === 0) return;
  const why = `${missing.join(', ')} of it ${missing.length === 1 ? 'is' : 'are'} gone, and kind cannot add nodes`;
  throw new DriverError('CONFLICT', {
    attempted: `look at the cluster ${name}`,
    why,
    whatToDo: 'remove it and create it again',
  });
}

/** kind numbers the nodes of a role from the second one on. */
function namesOf(cluster: string, role: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${cluster}-${role}${index === 0 ? '' : String(index + 1)}`);
}
