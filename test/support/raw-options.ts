import type { RawOptions } from '../../src/core/options/raw-options.js';

/** Options as they would arrive for these values, in the spelling that they are written in here. */
export function rawOptions(
  values: Readonly<Record<string, string | number | bigint | boolean | readonly string[]>>,
): RawOptions {
  const raw = {
    bools: {} as Record<string, boolean>,
    strings: {} as Record<string, string>,
    ints: {} as Record<string, bigint>,
    lists: {} as Record<string, readonly string[]>,
  };
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === 'string') raw.strings[name] = value;
    else if (typeof value === 'boolean') raw.bools[name] = value;
    else if (typeof value === 'object') raw.lists[name] = value;
    else raw.ints[name] = BigInt(value);
  }
  return raw;
}
