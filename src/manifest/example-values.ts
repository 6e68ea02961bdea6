import { camelCase, isSecret, type Option, type OptionTable } from '../core/options/option-table.js';

/** The value of an option in a manifest. */
export type ExampleValue = string | number | boolean | readonly string[];

/** An option in a manifest: what to write there, and what a reader should know. */
export interface ExampleOption {
  /** As Rancher spells it: `nodeCount`. */
  readonly key: string;
  readonly value: ExampleValue;
  readonly usage: string;
  /** Whoever uses the manifest has to put a value of their own here. */
  readonly isPlaceholder: boolean;
}

/** What an example cluster is made of: a driver's options, and what is known of their values, by the names in the table. */
export interface ExampleRequest {
  readonly table: OptionTable;
  readonly given?: Readonly<Record<string, ExampleValue>>;
  /** The name that Rancher knows the cluster by; a new one where absent. Rancher's API makes one of its own. */
  readonly clusterName?: string;
  /** The name that people see. */
  readonly displayName?: string;
}

/**
 * The options of an example cluster: those that were given, that must be given or have a default, and every credential that nothing
 * given replaces, for a cluster without one cannot be made. What is left out is up to the driver.
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

/** Whether a cluster needs the option, or another one, of which none is given. */
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

/** `<node-pool>`; nobody takes it for a value. */
function placeholder(name: string, { placeholder: text }: Option): string {
  return `<${text ?? name}>`;
}
