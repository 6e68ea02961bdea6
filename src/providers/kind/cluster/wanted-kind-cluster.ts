import type { OperationContext } from '../../../core/contract/operation-context.js';
import type { KindOptionValues } from '../options/kind-options.js';

/** The context of an operation, with the wanted options of the cluster. */
export interface Wanted extends OperationContext {
  readonly options: KindOptionValues;
}
