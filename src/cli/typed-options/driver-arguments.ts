import { parseArgs } from 'node:util';
import { camelCase, type OptionTable } from '../../core/options/option-table.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { flagName } from './flag-name.js';
import { didYouMean } from '../context/nearest-name.js';
import { readInteger } from './read-integer.js';

/** What was typed for a driver. */
export interface DriverArguments {
  /** By camelCase name, in the map of their type. A number that cannot be read stays a text, which is reported later. */
  readonly options: RawOptions;
  readonly positionals: readonly string[];
  /** All that is wrong with the way it was typed, one sentence each. */
  readonly problems: readonly string[];
}

/** Reads a typed value; `@file` stands for the content of that file. */
export type ReadValue = (typed: string) => Promise<string>;

/**
 * Parses the arguments for a driver by its options: `--name value` or `--name=value`, `--switch`, `--no-switch` or
 * `--switch=false`, and a list by repeating its flag.
 */
export async function parseDriverArguments(
  args: readonly string[],
  table: OptionTable,
  readValue: ReadValue,
): Promise<DriverArguments> {
  const byFlag = new Map(Object.entries(table).map(([name, option]) => [flagName(name), { name, option }]));
  const { tokens } = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      [...byFlag].map(([flag, { option }]) => [flag, { type: option.type === 'bool' ? 'boolean' : 'string' }]),
    ),
    strict: false,
    allowPositionals: true,
    allowNegative: true,
    tokens: true,
  });
  const options = {
    bools: new Map<string, boolean>(),
    strings: new Map<string, string>(),
    ints: new Map<string, bigint>(),
  };
  const lists = new Map<string, string[]>();
  const positionals: string[] = [];
  const problems: string[] = [];
  let unknownAt: number | undefined;
  for (const token of tokens) {
    if (token.kind === 'positional') {
      // The word after an unknown option is most likely its value.
      if (unknownAt !== token.index - 1) positionals.push(token.value);
      continue;
    }
    if (token.kind === 'option-terminator') continue;
    const { name: flag, rawName, value, inlineValue } = token;
    const known = byFlag.get(flag);
    if (known === undefined) {
      problems.push(
        `there is no option ${rawName}${didYouMean(
          rawName,
          [...byFlag.keys()].map((name) => `--${name}`),
        )}`,
      );
      unknownAt = value === undefined ? token.index : undefined;
      continue;
    }
    const key = camelCase(known.name);
    if (known.option.type === 'bool') {
      const on = readSwitch(rawName.startsWith('--no-') && flag !== rawName.slice(2), value);
      if (on === undefined) problems.push(`${rawName} must be true or false, not ${JSON.stringify(value)}`);
      else options.bools.set(key, on);
      continue;
    }
    if (value === undefined || (!inlineValue && value.startsWith('--'))) {
      problems.push(`${rawName} needs a value`);
      continue;
    }
    if (known.option.type === 'int') {
      const number = readInteger(value);
      if (number !== undefined) options.ints.set(key, number);
      else options.strings.set(key, value);
      continue;
    }
    try {
      const read = await readValue(value);
      if (known.option.type === 'string') options.strings.set(key, read);
      else lists.set(key, [...(lists.get(key) ?? []), ...(read === '' ? [] : [read])]);
    } catch (thrown) {
      problems.push(`${rawName}: ${(thrown as Error).message}`);
    }
  }
  return {
    options: {
      bools: Object.fromEntries(options.bools),
      strings: Object.fromEntries(options.strings),
      ints: Object.fromEntries(options.ints),
      lists: Object.fromEntries(lists),
    },
    positionals,
    problems,
  };
}

function readSwitch(negated: boolean, value: string | undefined): boolean | undefined {
  if (value === undefined) return !negated;
  if (negated || !/^(true|false)$/i.test(value)) return undefined;
  return value.toLowerCase() === 'true';
}
