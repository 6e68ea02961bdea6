import type { OperationContext } from '../../../core/contract/operation-context.js';
import type { KindOptionValues } from '../options/kind-options.js';

/** What a cluster is brought to. */
export interface Wanted extends OperationContext {
  readonly options: KindOptionValues;
}
