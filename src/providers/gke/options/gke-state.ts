import type { JsonObject } from '../../../core/json.js';
import type { ClusterLocation } from './gke-location.js';

/** What the provider remembers of a cluster. Nothing in it is secret. */
export interface GkeState extends JsonObject, ClusterLocation {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  /** The name of the Rancher installation in the cluster's mark. */
  readonly installation: string;
  /** Google's own id of the cluster, once there is one: tells it from a later one of the same name. */
  readonly id?: string;
  /** The operation that was under way when this was written: another process can take up the wait. */
  readonly operation?: string;
}
