/** The properties that options of every type have. */
interface OptionTraits {
  /** One sentence for `--help`, Rancher's form and the documentation. */
  readonly usage: string;
  /** Has to be given, by the user or by the state of an earlier call. */
  readonly required?: boolean;
  /** Cannot change once the cluster exists. An Update that changes it is refused, and the error names it. */
  readonly immutable?: boolean;
  /**
   * Part of the cluster's identity (its location, its account): immutable, and kept even when a failed create is
   * retried.
   */
  readonly identity?: boolean;
  /** Stands for the value in help texts, such as `CIDR`. */
  readonly placeholder?: string;
  /**
   * An example cluster shows this option unless one of these is given: a cluster needs one of them, no matter which.
   */
  readonly shownUnless?: readonly string[];
}

/** An option that holds one text. An empty text means that it was not given. */
export interface StringOption extends OptionTraits {
  readonly type: 'string';
  readonly default?: string;
  /** The only values allowed. */
  readonly values?: readonly string[];
  readonly pattern?: RegExp;
  /** Completes "must be …" where `pattern` does not match. */
  readonly patternHint?: string;
  /** A credential: marked as a password for Rancher, never logged, and kept when an Update leaves it out. */
  readonly secret?: boolean;
  /** Options that replace this secret. Where a call gives one of them, the stored secret is dropped. */
  readonly replacedBy?: readonly string[];
}

/** An option that holds a whole number within the safe range of JavaScript. */
export interface IntOption extends OptionTraits {
  readonly type: 'int';
  readonly default?: number;
  readonly min?: number;
  readonly max?: number;
}

/** An option that is on or off; without a default it may also be unset. */
export interface BoolOption extends OptionTraits {
  readonly type: 'bool';
  readonly default?: boolean;
}

/** An option that holds a list of texts. Rancher cannot send an empty list, so "not given" and "empty" are the same. */
export interface ListOption extends OptionTraits {
  readonly type: 'list';
  readonly default?: readonly string[];
  readonly pattern?: RegExp;
  /** Completes "must be …" where `pattern` does not match an entry. */
  readonly patternHint?: string;
}

/** One option of a provider. Help texts, documentation and Rancher's form are all made from it. */
export type Option = StringOption | IntOption | BoolOption | ListOption;

/**
 * A provider's options by kebab-case name, such as `node-count`.
 * Write it as data: `{ … } as const satisfies OptionTable`.
 */
export type OptionTable = Readonly<Record<string, Option>>;

/** `node-count` as `nodeCount`, the way that Rancher spells it. */
export type CamelCase<Name extends string> = Name extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

interface ValueByType {
  string: string;
  int: number;
  bool: boolean;
  list: readonly string[];
}

type AlwaysSet = { readonly required: true } | { readonly default: unknown } | { readonly type: 'list' };

type ValueOf<O extends Option> = O extends { readonly type: 'string'; readonly values: readonly (infer V)[] }
  ? V
  : ValueByType[O['type']];

/** The parsed options of a table, by camelCase name: `values.nodeCount` is a number. */
export type OptionValues<T extends OptionTable> = {
  readonly [Name in keyof T & string as CamelCase<Name>]: T[Name] extends AlwaysSet
    ? ValueOf<T[Name]>
    : ValueOf<T[Name]> | undefined;
};

/** A parsed value of any option; `undefined` where it was not given. */
export type OptionValue = string | number | boolean | readonly string[] | undefined;

/** Converts `node-count` to `nodeCount` by Rancher's rule: it drops every "-" and capitalises the letter after it. */
export function camelCase(name: string): string {
  return name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** Whether the value of an option must be kept out of logs and errors. */
export function isSecret(option: Option): boolean {
  return option.type === 'string' && option.secret === true;
}

/** Whether an option stays as it was when the cluster was made. */
export function isImmutable(option: Option): boolean {
  return option.immutable === true || option.identity === true;
}
