/**
 * Rancher's words for the status of a cluster (kontainer-engine, `cluster/cluster.go`). A stored status may also be another
 * text, because a driver's PostCheck may return any text.
 */
export const clusterStatus = {
  preCreating: 'Pre-Creating',
  creating: 'Creating',
  postChecking: 'Post-Checking',
  running: 'Running',
  updating: 'Updating',
  error: 'Error',
} as const;

const existing: readonly string[] = [clusterStatus.updating, clusterStatus.running, clusterStatus.postChecking, 'Init'];
const unfinished: readonly string[] = [clusterStatus.preCreating, clusterStatus.creating];

/** Whether a create of a cluster in this status is refused with "cluster already exists". */
export function existsAlready(status: string): boolean {
  return existing.includes(status);
}

/** Whether a create of this cluster has begun and has ended neither with an answer nor with an error. */
export function isUnfinished(status: string): boolean {
  return unfinished.includes(status);
}
