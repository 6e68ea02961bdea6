import { type CloudFailure, cloudError } from '../../cloud/cloud-failure.js';
import { carriesMark, describeOwner, type Owner } from '../../cloud/ownership.js';
import type { Cluster } from '../google/gke-api.js';
import { type ClusterLocation, describeLocation } from '../options/gke-location.js';
import { operationFailure } from '../google/google-failure.js';

/** @throws CONFLICT naming the cluster, where it is not this driver's */
export function requireOurs(cluster: Cluster, owner: Owner, location: ClusterLocation): void {
  if (carriesMark(cluster.resourceLabels, owner)) return;
  throw cloudError(`use ${describeLocation(location)}`, {
    kind: 'owned-by-another',
    why: `there is such a cluster, and it is not this driver's: ${describeOwner(cluster.resourceLabels)}`,
  });
}

/** @throws the failure that Google reports, for a cluster in ERROR */
export function requireHealthy(cluster: Cluster, location: ClusterLocation): void {
  if (cluster.status !== 'ERROR') return;
  throw cloudError(`bring up ${describeLocation(location)}`, {
    ...conditionFailure(cluster),
    whatToDo: 'it stays in ERROR and may be billed: remove it, repair what Google names, and create it again',
  });
}

/** The failure that Google reports for a cluster or pool in ERROR. */
export function conditionFailure({ conditions }: Pick<Cluster, 'conditions'>): CloudFailure {
  const said = (conditions ?? []).map(({ message }) => message ?? '').filter((message) => message !== '');
  if (said.length === 0) return { kind: 'failed', why: 'Google reports ERROR and gives no reason' };
  return operationFailure({ message: said.join('; ') });
}
