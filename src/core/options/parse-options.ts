import { DriverError } from '../driver-error.js';
import type { JsonObject } from '../json.js';
import {
  camelCase,
  isImmutable,
  isSecret,
  type Option,
  type OptionTable,
  type OptionValue,
  type OptionValues,
} from './option-table.js';
import type { OptionProblem } from './option-problem.js';
import type { RawOptions } from './raw-options.js';
import { readOption } from './read-option.js';
import { readOptions } from './read-options.js';

/** Parsed options, in the three forms that callers need. */
export interface ParsedOptions<T extends OptionTable> {
  /** By camelCase name, for the provider. */
  readonly values: OptionValues<T>;
  /** By kebab-case name, for the state. */
  readonly stored: JsonObject;
  /** Kebab-case names of the options that this call gave. */
  readonly given: ReadonlySet<string>;
}

/** The kind of call, the stored options, and the rules between options. */
export interface ParseSettings {
  /**
   * `retry` is a create that continues an earlier one: its options replace the stored ones, except for the cluster's
   * identity.
   */
  readonly call: 'create' | 'retry' | 'update';
  /** `stored` of the last successful call. */
  readonly previous?: JsonObject;
  /** Rules between options. */
  readonly validate?: (values: OptionValues<OptionTable>) => readonly OptionProblem[];
}

/**
 * Parses the options that a caller sent, by a table. Names that the table lacks are ignored, because Rancher always
 * sends some.
 *
 * An option that an update leaves out keeps its stored value if it is a secret, is required, cannot change or has a
 * default: Rancher shows no secrets in its forms, and a default is not the user's choice. Any other option that is left
 * out counts as cleared.
 * @throws INVALID naming all problems at once
 */
export function parseOptions<T extends OptionTable>(
  table: T,
  raw: RawOptions,
  settings: ParseSettings,
): ParsedOptions<T> {
  const { parsed, problems } = checkOptions(table, raw, settings);
  if (problems.length > 0) throw refusedOptions(problems);
  return parsed;
}

/** The error that names all problems at once. */
export function refusedOptions(problems: readonly OptionProblem[]): DriverError {
  return new DriverError('INVALID', { attempted: 'check the options', why: describeProblems(problems) });
}

/** Like `parseOptions`, but returns what is wrong; where something is, the parsed options lack it. */
export function checkOptions<T extends OptionTable>(
  table: T,
  raw: RawOptions,
  settings: ParseSettings,
): { readonly parsed: ParsedOptions<T>; readonly problems: readonly OptionProblem[] } {
  const problems: OptionProblem[] = [];
  const given = new Set<string>();
  const stored: Record<string, NonNullable<OptionValue>> = {};
  for (const { name, option, reading } of readOptions(table, raw, settings.call === 'update' ? 'update' : 'create')) {
    const before = previousValue(name, option, settings);
    if (reading.kind === 'wrong') {
      problems.push({ option: name, problem: reading.problem });
      continue;
    }
    const value =
      reading.kind === 'given' && !countsAsUnset(option, reading.value, before, settings)
        ? reading.value
        : ((isReplaced(table, option, raw) ? undefined : keptValue(option, before, settings)) ?? option.default);
    if (reading.kind === 'given' && value === reading.value) given.add(name);
    if (value === undefined && option.required === true) problems.push({ option: name, problem: 'is required' });
    if (isFixed(option, settings) && !sameValue(value, before ?? option.default)) {
      problems.push({ option: name, problem: cannotChange(option, before, value) });
    }
    if (value !== undefined) stored[name] = value;
  }
  const values = valuesOf(table, stored);
  if (problems.length === 0) problems.push(...(settings.validate?.(values) ?? []));
  return { parsed: { values, stored, given }, problems };
}

/**
 * Converts stored options to the form that a provider gets. Names that the table no longer has are dropped; an unset
 * list is empty.
 */
export function valuesOf<T extends OptionTable>(table: T, stored: JsonObject): OptionValues<T> {
  const entries = Object.entries(table).map(([name, option]) => {
    const value = stored[name] ?? option.default ?? (option.type === 'list' ? [] : undefined);
    return [camelCase(name), value];
  });
  return Object.fromEntries(entries) as OptionValues<T>;
}

function previousValue(name: string, option: Option, { previous }: ParseSettings): OptionValue {
  const value = previous?.[name];
  const fits = { string: 'string', int: 'number', bool: 'boolean', list: 'object' }[option.type] === typeof value;
  return fits ? (value as OptionValue) : undefined;
}

function keptValue(option: Option, before: OptionValue, { call }: ParseSettings): OptionValue {
  const keeps =
    isSecret(option) ||
    option.required === true ||
    (call === 'update' ? isImmutable(option) || option.default !== undefined : option.identity === true);
  return keeps ? before : undefined;
}

/** Whether the call gives an option that replaces this secret. The stored secret is not kept then. */
function isReplaced(table: OptionTable, option: Option, raw: RawOptions): boolean {
  const names = option.type === 'string' ? (option.replacedBy ?? []) : [];
  return names.some((name) => {
    const other = table[name];
    const reading = other === undefined ? undefined : readOption(name, other, raw, 'create');
    return reading?.kind === 'given' && reading.value !== false;
  });
}

function isFixed(option: Option, { call, previous }: ParseSettings): boolean {
  if (previous === undefined) return false;
  return call === 'update' ? isImmutable(option) : option.identity === true;
}

/**
 * Whether a given value counts as unset. Rancher's form sends false or 0 for an option that was never set, which is no
 * attempt to change an immutable option.
 */
function countsAsUnset(option: Option, value: OptionValue, before: OptionValue, settings: ParseSettings): boolean {
  const neverSet = before === undefined && option.default === undefined;
  return neverSet && isFixed(option, settings) && (value === false || value === 0);
}

function sameValue(one: OptionValue, other: OptionValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function cannotChange(option: Option, before: OptionValue, value: OptionValue): string {
  if (before === undefined) {
    return 'cannot change: it was not set when the cluster was made; leave it out, or make a new cluster';
  }
  if (isSecret(option)) return 'cannot change: set it back, or make a new cluster';
  return `cannot change from ${JSON.stringify(before)} to ${JSON.stringify(value)}: set it back, or make a new cluster`;
}

function describeProblems(problems: readonly OptionProblem[]): string {
  return problems.map(({ option, problem }) => `${option} ${problem}`).join('; ');
}

/** Reads the options that can be read and skips all others, for questions that come before a cluster. */
export function parseKnownOptions<T extends OptionTable>(table: T, raw: RawOptions): OptionValues<T> {
  const stored: Record<string, NonNullable<OptionValue>> = {};
  for (const { name, reading } of readOptions(table, raw, 'create')) {
    if (reading.kind === 'given') stored[name] = reading.value;
  }
  return valuesOf(table, stored);
}
