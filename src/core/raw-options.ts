/** Options as a caller sent them: sorted by the type that they arrived as, in either spelling, known and unknown. */
export interface RawOptions {
  readonly bools: Readonly<Record<string, boolean>>;
  readonly strings: Readonly<Record<string, string>>;
  readonly ints: Readonly<Record<string, bigint>>;
  readonly lists: Readonly<Record<string, readonly string[]>>;
}

/** No options at all. */
export const noOptions: RawOptions = { bools: {}, strings: {}, ints: {}, lists: {} };
