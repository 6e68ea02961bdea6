import { camelCase, type OptionTable } from './option-table.js';

/** Options as a caller sent them: sorted by the type that they arrived as, in either spelling, known and unknown. */
export interface RawOptions {
  readonly bools: Readonly<Record<string, boolean>>;
  readonly strings: Readonly<Record<string, string>>;
  readonly ints: Readonly<Record<string, bigint>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** The names of sent options that a table lacks, in the caller's spelling. */
export function unknownNames(table: OptionTable, { strings, ints, bools, lists }: RawOptions): readonly string[] {
  const known = new Set(Object.keys(table).flatMap((name) => [name, camelCase(name)]));
  return Object.keys({ ...strings, ...ints, ...bools, ...lists }).filter((name) => !known.has(name));
}

/** No options at all. */
export const noOptions: RawOptions = { bools: {}, strings: {}, ints: {}, lists: {} };
