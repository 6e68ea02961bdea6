import { camelCase, type OptionTable } from './option-table.js';
import type { OptionProblem } from './option-problem.js';
import { checkOptions, type ParsedOptions, type ParseSettings } from './parse-options.js';
import type { RawOptions } from './raw-options.js';
import type { JsonObject } from '../json.js';

/** Options as far as they can be accepted, and what is wrong with the others. */
export interface AcceptedOptions<T extends OptionTable> {
  readonly parsed: ParsedOptions<T>;
  readonly refused: readonly OptionProblem[];
}

/**
 * Parses an update's options; an option that is wrong keeps the value that it had. Where rules between options are broken, all
 * that the rules name keep theirs, and at last every one.
 */
export function acceptOptions<T extends OptionTable>(
  table: T,
  raw: RawOptions,
  settings: ParseSettings & { readonly previous: JsonObject },
): AcceptedOptions<T> {
  const refused: OptionProblem[] = [];
  const kept = new Set<string>();
  for (;;) {
    const { parsed, problems } = checkOptions(table, withStored(table, raw, settings.previous, kept), settings);
    if (problems.length === 0) return { parsed, refused };
    const fresh = problems.filter(({ option }) => !kept.has(option));
    refused.push(...fresh);
    const names = fresh.length > 0 ? fresh.map(({ option }) => option) : Object.keys(table);
    if (names.every((name) => kept.has(name))) return { parsed, refused: [...refused, ...problems] };
    for (const name of names) kept.add(name);
  }
}

/** The options with the stored values in place of those named. */
function withStored(
  table: OptionTable,
  { strings, ints, bools, lists }: RawOptions,
  stored: JsonObject,
  names: ReadonlySet<string>,
): RawOptions {
  const dropped = new Set([...names].flatMap((name) => [name, camelCase(name)]));
  const values = [...names].filter((name) => name in table).map((name) => [name, stored[name]] as const);
  const ofType = (type: string) => Object.fromEntries(values.filter(([, value]) => typeof value === type));
  const without = <V>(map: Readonly<Record<string, V>>) =>
    Object.fromEntries(Object.entries(map).filter(([name]) => !dropped.has(name)));
  const numbers = Object.entries(ofType('number')).map(([name, value]) => [name, BigInt(value as number)]);
  const given = values.filter((entry): entry is [string, readonly string[]] => Array.isArray(entry[1]));
  return {
    strings: { ...without(strings), ...(ofType('string') as Record<string, string>) },
    ints: { ...without(ints), ...(Object.fromEntries(numbers) as Record<string, bigint>) },
    bools: { ...without(bools), ...(ofType('boolean') as Record<string, boolean>) },
    lists: { ...without(lists), ...Object.fromEntries(given) },
  };
}
