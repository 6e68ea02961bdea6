import type { RawOptions } from '../../src/core/options/raw-options.js';

/**
 * What Rancher's Update makes of `metadata["state"]` (kontainer-engine `cluster/cluster.go`, `flattenIfNotExist`), written
 * down a second time, apart from our engine: every leaf of a JSON object becomes an option where there is none of its type.
 */
export function flattenIfNotExist(state: string, options: RawOptions): RawOptions {
  let parsed: unknown;
  try {
    parsed = JSON.parse(state);
  } catch {
    // Rancher goes on without a word.
    return options;
  }
  const result = {
    ints: { ...options.ints },
    strings: { ...options.strings },
    bools: { ...options.bools },
    lists: { ...options.lists },
  };
  if (isObject(parsed)) flatten(parsed, result);
  return result;
}

type Maps = { -readonly [Key in keyof RawOptions]: Record<string, RawOptions[Key][string]> };

function flatten(data: Readonly<Record<string, unknown>>, maps: Maps): void {
  for (const [key, value] of Object.entries(data)) {
    if (typeof value === 'number') maps.ints[key] ??= BigInt(Math.trunc(value));
    else if (typeof value === 'string') maps.strings[key] ??= value;
    else if (typeof value === 'boolean') maps.bools[key] ??= value;
    else if (Array.isArray(value)) {
      const texts = value.filter((item): item is string => typeof item === 'string');
      if (texts.length > 0) maps.lists[key] ??= texts;
    } else if (isObject(value)) {
      if (key === 'tags') maps.lists[key] ??= Object.entries(value).map(([name, tag]) => `${name}=${String(tag)}`);
      else flatten(value, maps);
    }
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
