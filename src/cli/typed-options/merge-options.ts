import { camelCase, type OptionTable } from '../../core/options/option-table.js';
import type { RawOptions } from '../../core/options/raw-options.js';

/**
 * Returns what the user wants now: what they gave, and for all other options the values of before. An empty list clears the
 * list of before.
 */
export function mergeOptions(before: RawOptions, given: RawOptions): RawOptions {
  return {
    bools: { ...before.bools, ...given.bools },
    strings: { ...before.strings, ...given.strings },
    ints: { ...before.ints, ...given.ints },
    lists: Object.fromEntries(
      Object.entries({ ...before.lists, ...given.lists }).filter(([, list]) => list.length > 0),
    ),
  };
}

/** The defaults of a driver's options: Rancher's API fills them in at create, and some drivers rely on that. */
export function defaultOptions(table: OptionTable): RawOptions {
  const bools: Record<string, boolean> = {};
  const strings: Record<string, string> = {};
  const ints: Record<string, bigint> = {};
  const lists: Record<string, readonly string[]> = {};
  for (const [name, option] of Object.entries(table)) {
    const key = camelCase(name);
    if (option.default === undefined) continue;
    if (option.type === 'bool') bools[key] = option.default;
    else if (option.type === 'string') strings[key] = option.default;
    else if (option.type === 'int') ints[key] = BigInt(option.default);
    else if (option.default.length > 0) lists[key] = option.default;
  }
  return { bools, strings, ints, lists };
}
