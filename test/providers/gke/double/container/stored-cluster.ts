import type { container_v1 } from '@googleapis/container';
import type { StoredOperation } from './operations.ts';

/** A node pool: what the API shows of it, and how many machines it really has. */
export interface StoredPool {
  readonly resource: container_v1.Schema$NodePool & { readonly name: string };
  /** In each of its zones; an autoscaler changes it and leaves `initialNodeCount` as it was. */
  nodesPerZone: number;
}

/** A cluster without its pools, and the pools. */
export interface StoredCluster {
  readonly project: string;
  readonly location: string;
  readonly name: string;
  readonly resource: Omit<container_v1.Schema$Cluster, 'nodePools'>;
  pools: StoredPool[];
  /** The one operation that works on it now. */
  busy?: StoredOperation | undefined;
}

/** `projects/p/locations/l/clusters/c`. */
export function clusterPath({ project, location, name }: Pick<StoredCluster, 'project' | 'location' | 'name'>): string {
  return `projects/${project}/locations/${location}/clusters/${name}`;
}

/** The same as Google's errors say it: the location of a zonal cluster is still called a zone there. */
export function spokenPath({ project, location, name }: Pick<StoredCluster, 'project' | 'location' | 'name'>): string {
  const places = /-[a-z]$/.test(location) ? 'zones' : 'locations';
  return `projects/${project}/${places}/${location}/clusters/${name}`;
}
