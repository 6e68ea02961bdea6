import type { JsonObject } from '../../../core/json.js';
import type { ClusterLocation } from './gke-location.js';

/** What the provider remembers of a cluster. Nothing in it is secret. */
export interface GkeState extends JsonObject, ClusterLocation {
  readonly project: string;
  readonly location: string;
  readonly cluster: string;
  /** The name of the Rancher installation in the cluster's mark. */
  readonly installation: string;
  /**
   * Google's own id of the cluster, once there is one. It distinguishes the cluster from a later one of the same name.
   */
  readonly id?: string;
  /** The operation that ran when this was written, so that another process can wait for it. */
  readonly operation?: string;
}
