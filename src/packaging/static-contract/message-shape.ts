/** The types of a field that need no further description; the contract has no others. */
export type ScalarKind = 'string' | 'bool' | 'int64';

/** One field of a message. */
export interface FieldShape {
  readonly number: number;
  /** As the `.proto` file spells it. */
  readonly name: string;
  readonly kind: ScalarKind | MessageShape;
  readonly repeated?: true;
  /** The field is a map with keys of this kind; `kind` is that of its values. */
  readonly keys?: 'string' | 'int64';
}

/** A message, as a table that the codec reads. Fields are in the order of their numbers. */
export interface MessageShape {
  readonly name: string;
  readonly fields: readonly FieldShape[];
}

/** A message in memory: 64-bit numbers as texts, an absent message as null. */
export type Message = Record<string, unknown>;
