import { camelCase, isSecret, type Option, type OptionTable } from '../core/options/option-table.js';

/** The value of an option in a manifest. */
export type ExampleValue = string | number | boolean | readonly string[];

/** An option in a manifest: what to write there, and what a reader should know. */
export interface ExampleOption {
  /** As Rancher spells it: `nodeCount`. */
  readonly key: string;
  readonly value: ExampleValue;
  readonly usage: string;
  /** Whether the value only stands for one that the user of the manifest has to fill in. */
  readonly isPlaceholder: boolean;
}

/** The input for an example cluster: a driver's options and the given values, by the names in the table. */
export interface ExampleRequest {
  readonly table: OptionTable;
  readonly given?: Readonly<Record<string, ExampleValue>>;
  /** Rancher's name of the cluster; where absent, a new one is made. Rancher's API makes its own name. */
  readonly clusterName?: string;
  /** The name that people see. */
  readonly displayName?: string;
}

/**
 * Returns the options of an example cluster: those that were given, those that are required or have a default, and every
 * credential that no given option replaces, since a cluster cannot be made without a credential. The driver decides about
 * the options that are left out.
 */
export function exampleOptions({ table, given = {} }: ExampleRequest): readonly ExampleOption[] {
  return Object.entries(table)
    .filter(
      ([name, option]) => name in given || option.required === true || hasDefault(option) || isWanted(option, given),
    )
    .map(([name, option]) => {
      const value = given[name];
      const known = value === undefined ? exampleValue(name, option) : { value, isPlaceholder: false };
      return { key: camelCase(name), usage: option.usage, ...known };
    });
}

/** Whether a cluster needs this option because neither it nor an option that replaces it is given. */
function isWanted(option: Option, given: Readonly<Record<string, ExampleValue>>): boolean {
  const others = (option.type === 'string' ? option.replacedBy : undefined) ?? option.shownUnless;
  return (isSecret(option) || option.shownUnless !== undefined) && !(others ?? []).some((name) => name in given);
}

function hasDefault(option: Option): boolean {
  return option.default !== undefined && !(Array.isArray(option.default) && option.default.length === 0);
}

function exampleValue(name: string, option: Option): { readonly value: ExampleValue; readonly isPlaceholder: boolean } {
  if (option.default !== undefined) return { value: option.default, isPlaceholder: false };
  switch (option.type) {
    case 'int':
      return { value: option.min ?? option.max ?? 1, isPlaceholder: true };
    case 'bool':
      return { value: false, isPlaceholder: true };
    case 'list':
      return { value: [placeholder(name, option)], isPlaceholder: true };
    case 'string':
      return { value: option.values?.[0] ?? placeholder(name, option), isPlaceholder: option.values === undefined };
  }
}

/** Returns a text such as `<node-pool>`, which nobody takes for a value. */
function placeholder(name: string, { placeholder: text }: Option): string {
  return `<${text ?? name}>`;
}
