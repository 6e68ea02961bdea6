import { camelCase, type Option, type OptionValue } from './option-table.js';
import { rangeOf } from './describe-option.js';
import type { RawOptions } from './raw-options.js';

/** The result of reading one option: a value, nothing, or a problem. */
export type OptionReading =
  | { readonly kind: 'given'; readonly value: NonNullable<OptionValue> }
  | { readonly kind: 'absent' }
  | { readonly kind: 'wrong'; readonly problem: string };

type Found = string | boolean | bigint | readonly string[];

const absent: OptionReading = { kind: 'absent' };

/**
 * Reads one option in both spellings and from every map, because a configuration of kubectl or Terraform may hold "3"
 * for a number, "true" for a boolean or one text for a list. Rancher's form sends an empty text, a list without a text,
 * or a 0 outside of the range of an option without a default for "not given".
 */
export function readOption(name: string, option: Option, raw: RawOptions, call: 'create' | 'update'): OptionReading {
  const readings = [...new Set([name, camelCase(name)])]
    .flatMap((spelling) => findAll(spelling, raw).map((found) => ({ spelling, found })))
    .filter(({ spelling, found }) => !isUnset(found, option, call, spelling !== camelCase(name)))
    .map(({ found }) => check(convert(found, option), option));
  const [first, ...others] = readings;
  if (first === undefined) return absent;
  const different = others.find((other) => JSON.stringify(other) !== JSON.stringify(first));
  if (different === undefined) return first;
  return readings.find(({ kind }) => kind === 'wrong') ?? wrong('is given twice, with different values');
}

function findAll(key: string, raw: RawOptions): readonly Found[] {
  const maps: readonly Readonly<Record<string, Found>>[] = [raw.strings, raw.ints, raw.bools, raw.lists];
  return maps.map((map) => (Object.hasOwn(map, key) ? map[key] : undefined)).filter((found) => found !== undefined);
}

/**
 * Whether a value means "not given". The kontainer-engine CLI sends every flag of an update in kebab-case, with 0 for a
 * number that the user did not give.
 */
function isUnset(found: Found, option: Option, call: 'create' | 'update', kebabOnly: boolean): boolean {
  if (found === '' || (Array.isArray(found) && found.every((entry) => entry === ''))) return true;
  if (found !== 0n || option.type !== 'int' || (option.min ?? 0) <= 0) return false;
  return (option.default === undefined && option.required !== true) || (call === 'update' && kebabOnly);
}

function convert(found: Found, option: Option): OptionReading {
  if (Array.isArray(found) && option.type !== 'list') {
    return found.length === 1 ? convert(found[0] as string, option) : wrong('takes one value, not a list');
  }
  switch (option.type) {
    case 'string':
      return given(String(found));
    case 'list':
      return given(Array.isArray(found) ? (found as readonly string[]) : [String(found)]);
    case 'bool':
      if (typeof found === 'boolean') return given(found);
      if (/^(true|false)$/i.test(String(found))) return given(String(found).toLowerCase() === 'true');
      return wrong(`must be true or false, not ${quote(found)}`);
    case 'int':
      return typeof found !== 'boolean' && /^[+-]?\d+$/.test(String(found).trim())
        ? convertInteger(BigInt(String(found).trim().replace(/^\+/, '')), option)
        : wrong(`must be a whole number, not ${quote(found)}`);
  }
}

function convertInteger(value: bigint, option: Option & { readonly type: 'int' }): OptionReading {
  const tooSmall = value < BigInt(option.min ?? Number.MIN_SAFE_INTEGER);
  const tooLarge = value > BigInt(option.max ?? Number.MAX_SAFE_INTEGER);
  if (!tooSmall && !tooLarge) return given(Number(value));
  const range = rangeOf(option) ?? `${String(Number.MIN_SAFE_INTEGER)} to ${String(Number.MAX_SAFE_INTEGER)}`;
  return wrong(`must be ${range}, not ${value.toString()}`);
}

function check(reading: OptionReading, option: Option): OptionReading {
  if (reading.kind !== 'given' || option.type === 'int' || option.type === 'bool') return reading;
  const secret = option.type === 'string' && option.secret === true;
  for (const entry of option.type === 'list' ? (reading.value as readonly string[]) : [reading.value as string]) {
    const shown = secret ? 'the given value' : quote(entry);
    if (option.pattern !== undefined && !option.pattern.test(entry)) {
      return wrong(`must be ${option.patternHint ?? `like ${option.pattern.source}`}, not ${shown}`);
    }
    if (option.type === 'string' && option.values !== undefined && !option.values.includes(entry)) {
      return wrong(`must be one of ${option.values.join(', ')}, not ${shown}`);
    }
  }
  return reading;
}

function given(value: NonNullable<OptionValue>): OptionReading {
  return { kind: 'given', value };
}

function wrong(problem: string): OptionReading {
  return { kind: 'wrong', problem };
}

/** Quotes a value for a message, and cuts a long one: somebody may have pasted a file. */
function quote(found: Found): string {
  const text = String(found);
  return JSON.stringify(text.length > 80 ? `${text.slice(0, 77)}...` : text);
}
