import { type ClusterLocation, regionOf } from '../options/gke-location.js';
import type { ComputeApi, ComputeResource } from '../google/compute-api.js';

/** A resource that a cluster's workloads made, that still exists and is billed. */
export interface Leftover extends ComputeResource {
  readonly kind: 'disk' | 'forwarding rule' | 'address';
  /** URLs of resources that belong to it and have no labels of their own; they are deleted after it. */
  readonly parts: readonly string[];
}

/** Labels that GKE puts on what its controllers make. */
const clusterLabel = 'goog-k8s-cluster-name';
const locationLabel = 'goog-k8s-cluster-location';

/**
 * Finds what a cluster left in Compute Engine: disks of persistent volumes, forwarding rules and addresses of load
 * balancers, by the labels that GKE puts on them. A disk that a machine uses is not left over.
 */
export async function findLeftovers(compute: ComputeApi, location: ClusterLocation): Promise<readonly Leftover[]> {
  const filter = `labels.${clusterLabel}=${location.cluster}`;
  const [disks, rules, addresses] = await Promise.all([
    compute.list('disks', filter),
    compute.list('forwardingRules', filter),
    compute.list('addresses', filter),
  ]);
  return [
    ...rules.map((rule) => ({ ...rule, kind: 'forwarding rule', parts: partsOf(rule, location) }) as const),
    ...addresses.map((address) => ({ ...address, kind: 'address', parts: [] }) as const),
    ...disks
      .filter(({ users = [] }) => users.length === 0)
      .map((disk) => ({ ...disk, kind: 'disk', parts: [] }) as const),
  ].filter((resource) => isOf(resource, location));
}

/** The parts of a load balancer: its pool of machines, and its firewall rule, which Kubernetes names after it. */
function partsOf({ name, target }: ComputeResource, { project }: ClusterLocation): readonly string[] {
  const pool = target?.endsWith(`/targetPools/${name}`) === true ? [target] : [];
  return [...pool, `projects/${project}/global/firewalls/k8s-fw-${name}`];
}

/**
 * Checks the labels again after the filter: a server may read the filter differently, and clusters of one name may be
 * in two places.
 */
function isOf({ labels, selfLink }: ComputeResource, { cluster, location }: ClusterLocation): boolean {
  if (labels?.[clusterLabel] !== cluster) return false;
  const place = labels[locationLabel];
  if (place !== undefined) return place === location;
  const [, own] = /\/(?:zones|regions)\/([^/]+)\//.exec(selfLink) ?? [];
  return own === undefined || regionOf(own) === regionOf(location);
}

/** Describes a resource for a person: kind, name, and the service or volume that it was for. */
export function describeLeftover({ kind, name, selfLink, description }: Leftover): string {
  const [, place = ''] = /\/projects\/[^/]+\/((?:zones|regions)\/[^/]+|global)\//.exec(selfLink) ?? [];
  const [, purpose] =
    /"kubernetes\.io\/(?:service-name|ingress-name|created-for\/pvc\/name)":\s*"([^"]+)"/.exec(description ?? '') ?? [];
  return `${kind} ${name} in ${place}${purpose === undefined ? '' : ` (of ${purpose})`}`;
}
