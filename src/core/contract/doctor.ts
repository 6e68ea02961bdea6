import type { OptionTable, OptionValues } from '../options/option-table.js';
import type { OperationContext } from './operation-context.js';

/** What a doctor gets: the options that a create would be called with. */
export interface DoctorContext<T extends OptionTable> extends OperationContext {
  readonly options: OptionValues<T>;
}

/** One thing that was looked at before anything is created. */
export interface Check {
  /** What was looked at, in a few words: `permissions`. */
  readonly name: string;
  /** `skipped` where it could not be told, because something before it failed or may not be asked. */
  readonly result: 'ok' | 'failed' | 'skipped';
  /** What was found, in words for a person. */
  readonly detail: string;
  /** How to mend it; only where it failed. */
  readonly whatToDo?: string;
}
