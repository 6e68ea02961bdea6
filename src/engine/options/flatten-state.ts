import { isJsonObject, type Json, type JsonObject } from '../../core/json.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { goText } from './go-text.js';

interface OptionMaps {
  readonly bools: Map<string, boolean>;
  readonly strings: Map<string, string>;
  readonly ints: Map<string, bigint>;
  readonly lists: Map<string, readonly string[]>;
}

/**
 * Adds the values of a driver's state to `options` where these have none. Rancher does so before every Update, and this
 * brings back options that the user has cleared. Only leaf names count, each type of option is looked up by itself, and a
 * state that is not a JSON object adds nothing (kontainer-engine `cluster/cluster.go`, `Update` and `flattenIfNotExist`).
 */
export function flattenState(state: string | undefined, options: RawOptions): RawOptions {
  const object = state === undefined ? undefined : parseObject(state);
  if (object === undefined) return options;
  const maps: OptionMaps = {
    bools: new Map(Object.entries(options.bools)),
    strings: new Map(Object.entries(options.strings)),
    ints: new Map(Object.entries(options.ints)),
    lists: new Map(Object.entries(options.lists)),
  };
  flatten(object, maps);
  return {
    bools: Object.fromEntries(maps.bools),
    strings: Object.fromEntries(maps.strings),
    ints: Object.fromEntries(maps.ints),
    lists: Object.fromEntries(maps.lists),
  };
}

function flatten(object: JsonObject, maps: OptionMaps): void {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'number') putIfMissing(maps.ints, key, int64(value));
    else if (typeof value === 'string') putIfMissing(maps.strings, key, value);
    else if (typeof value === 'boolean') putIfMissing(maps.bools, key, value);
    else if (isJsonObject(value)) {
      if (key === 'tags') putIfMissing(maps.lists, key, keyValues(value));
      else flatten(value, maps);
    } else if (value !== undefined && value !== null) {
      const texts = value.filter((item) => typeof item === 'string');
      if (texts.length > 0) putIfMissing(maps.lists, key, texts);
    }
  }
}

function putIfMissing<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (!map.has(key)) map.set(key, value);
}

function keyValues(object: JsonObject): string[] {
  return Object.entries(object).map(([key, value]) => `${key}=${goText(value ?? null)}`);
}

/** Converts a number as Go does on amd64: it drops the fraction, and a number that does not fit becomes the smallest one. */
function int64(value: number): bigint {
  const smallest = -(2n ** 63n);
  const whole = BigInt(Math.trunc(value));
  return whole < smallest || whole > 2n ** 63n - 1n ? smallest : whole;
}

/**
 * Parses a JSON object as Go does: a number beyond float64 makes Go refuse the text, and Rancher then ignores the whole
 * state. JavaScript reads such a number as infinity.
 */
function parseObject(text: string): JsonObject | undefined {
  const beyond: Json[] = [];
  try {
    const parsed: unknown = JSON.parse(text, (_, value: Json) => {
      if (value === Infinity || value === -Infinity) beyond.push(value);
      return value;
    });
    return isJsonObject(parsed) && beyond.length === 0 ? parsed : undefined;
  } catch {
    return undefined;
  }
}
