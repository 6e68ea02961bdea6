import type { JsonObject } from '../../../core/json.js';
import type { EngineName } from './engine-name.js';

/** The provider's state of a kind cluster. Everything else is read from the engine and from the cluster. */
export interface KindState extends JsonObject {
  /** The engine of its containers. Without it, a later call might find another engine first. */
  readonly engine: EngineName;
}
