import type { Option, OptionTable } from './option-table.js';
import type { RawOptions } from './raw-options.js';
import { type OptionReading, readOption } from './read-option.js';

/** One option of a table, with the result of reading it. */
export interface NamedReading {
  /** In kebab-case. */
  readonly name: string;
  readonly option: Option;
  readonly reading: OptionReading;
}

/** Reads every option of a table, in the table's order. */
export function readOptions(table: OptionTable, raw: RawOptions, call: 'create' | 'update'): readonly NamedReading[] {
  return Object.entries(table).map(([name, option]) => ({
    name,
    option,
    reading: readOption(name, option, raw, call),
  }));
}
