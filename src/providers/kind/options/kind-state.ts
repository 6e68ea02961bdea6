import type { JsonObject } from '../../../core/json.js';
import type { EngineName } from './engine-name.js';

/** What the core keeps of a kind cluster. All else is with the engine and in the cluster. */
export interface KindState extends JsonObject {
  /** Where its containers are: what is found first may be another engine tomorrow. */
  readonly engine: EngineName;
}
