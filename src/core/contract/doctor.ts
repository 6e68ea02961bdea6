import type { OptionTable, OptionValues } from '../options/option-table.js';
import type { OperationContext } from './operation-context.js';

/** The context of a doctor; `options` are those that a create would get. */
export interface DoctorContext<T extends OptionTable> extends OperationContext {
  readonly options: OptionValues<T>;
}

/** The result of one check before a create. */
export interface Check {
  /** The subject of the check in a few words: `permissions`. */
  readonly name: string;
  /** `skipped` where the check could not be made, because an earlier one failed or the credential may not ask. */
  readonly result: 'ok' | 'failed' | 'skipped';
  /** The finding, for a person. */
  readonly detail: string;
  /** How to repair it; only where the check failed. */
  readonly whatToDo?: string;
}
