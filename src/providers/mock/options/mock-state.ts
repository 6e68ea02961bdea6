import type { JsonObject } from '../../../core/json.js';

/** What the core keeps of a mock cluster. All else is in the directory and in the control plane itself. */
export interface MockState extends JsonObject {
  /** Absolute path of the cluster's own directory. */
  readonly directory: string;
}
