import { DriverError } from '../../../core/driver-error.js';

/** The role of a container, by kind's label. */
type NodeRole = 'control-plane' | 'worker' | 'external-load-balancer';

/** A container that carries kind's label of a cluster. */
export interface NodeContainer {
  readonly id: string;
  readonly name: string;
  readonly role: NodeRole;
  /** `created` (it never ran), `running`, or anything else for one that has stopped. */
  readonly status: string;
  /** The paths in the container at which something is mounted. */
  readonly mountedAt: readonly string[];
}

/** kind's label for the cluster that a container belongs to (kind, `pkg/cluster/internal/providers/common`). */
export const clusterLabel = 'io.x-k8s.kind.cluster';
const roleLabel = 'io.x-k8s.kind.role';

interface Inspected {
  readonly Id?: string;
  readonly Name?: string;
  readonly Config?: { readonly Labels?: Readonly<Record<string, string>> | null };
  readonly State?: { readonly Status?: string };
  readonly Mounts?: readonly { readonly Destination?: string }[] | null;
}

/** Reads the output of `docker inspect`, or of another engine's. @throws UNAVAILABLE where it is something else */
export function parseInspection(json: string): readonly NodeContainer[] {
  let inspected: unknown;
  try {
    inspected = JSON.parse(json);
  } catch (cause) {
    throw new DriverError('UNAVAILABLE', {
      attempted: "read the engine's description of its containers",
      why: 'it is not JSON',
      cause,
    });
  }
  return (Array.isArray(inspected) ? (inspected as readonly Inspected[]) : []).map((one) => ({
    id: one.Id ?? '',
    // docker writes a slash before the name.
    name: (one.Name ?? '').replace(/^\//, ''),
    role: (one.Config?.Labels?.[roleLabel] ?? 'worker') as NodeRole,
    status: one.State?.Status ?? '',
    mountedAt: (one.Mounts ?? []).flatMap(({ Destination }) => (Destination === undefined ? [] : [Destination])),
  }));
}

/** The control plane node that kind makes first: the one with the files of the cluster. */
export function firstControlPlane(containers: readonly NodeContainer[]): NodeContainer | undefined {
  const controlPlanes = containers.filter(({ role }) => role === 'control-plane');
  return controlPlanes.sort((one, other) => one.name.length - other.name.length || (one.name < other.name ? -1 : 1))[0];
}

/** The containers that are nodes of Kubernetes: all but the load balancer. */
export function nodesOf(containers: readonly NodeContainer[]): readonly NodeContainer[] {
  return containers.filter(({ role }) => role !== 'external-load-balancer');
}
