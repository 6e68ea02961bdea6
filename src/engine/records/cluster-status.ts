/**
 * Rancher's words for where a cluster is in its life (kontainer-engine, `cluster/cluster.go`). A
 * stored status may also be any other text: a driver's PostCheck returns what it likes.
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

/** Whether a create of this cluster was begun and came neither to an answer nor to an error. */
export function isUnfinished(status: string): boolean {
  return unfinished.includes(status);
}
