import { createHash } from 'node:crypto';

/** The place and name of a cluster in Google Cloud. */
export interface ClusterLocation {
  readonly project: string;
  /** A region or a zone. */
  readonly location: string;
  readonly cluster: string;
}

/** `projects/…/locations/…`: the parent of clusters and operations. */
export function locationPath({ project, location }: Pick<ClusterLocation, 'project' | 'location'>): string {
  return `projects/${project}/locations/${location}`;
}

/** The cluster's full name in requests. */
export function clusterPath(location: ClusterLocation): string {
  return `${locationPath(location)}/clusters/${location.cluster}`;
}

/** The full name of one of its node pools. */
export function poolPath(location: ClusterLocation, pool: string): string {
  return `${clusterPath(location)}/nodePools/${pool}`;
}

/** Describes the cluster for a person. */
export function describeLocation({ project, location, cluster }: ClusterLocation): string {
  return `the cluster ${cluster} in ${location} of the project ${project}`;
}

/**
 * Google's name for the cluster that Rancher calls `name`. It is always the same, so that a create after a crash finds
 * what the one before it made. Google allows 40 characters of a-z, 0-9 and "-" with a letter first; a longer name is
 * cut, and a hash makes it unique.
 */
export function clusterNameOf(name: string): string {
  if (/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/.test(name)) return name;
  const hash = createHash('sha256').update(name).digest('hex').slice(0, 8);
  return `c-${name.slice(0, 28).replace(/-+$/, '')}-${hash}`;
}

/** The region that a region or zone lies in. */
export function regionOf(location: string): string {
  return location.replace(/-[a-z]$/, '');
}

/** Whether the location is a zone rather than a region. */
export function isZone(location: string): boolean {
  return /-[a-z]$/.test(location);
}
