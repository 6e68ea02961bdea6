import type { JsonObject } from '../../../core/json.js';

/** The provider's state of a mock cluster. Everything else is in the directory and in the control plane. */
export interface MockState extends JsonObject {
  /** Absolute path of the cluster's own directory. */
  readonly directory: string;
}
