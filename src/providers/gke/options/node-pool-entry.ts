import { camelCase, type Option, type OptionValue } from '../../../core/options/option-table.js';
import { readOption } from '../../../core/options/read-option.js';
import { gkeNodeOptions } from './gke-node-options.js';

const { 'node-pool': poolName, 'node-pools': _, 'node-count': nodeCount, ...others } = gkeNodeOptions;
const { default: __, ...anyCount } = nodeCount;

/** What an entry of `node-pools` may contain: its name, and every option of the nodes. */
export const poolEntryOptions: Readonly<Record<string, Option>> = {
  name: poolName,
  'node-count': { ...anyCount, min: 0 },
  ...others,
};

/** A parsed entry: its values by camelCase name, and its problems. */
export interface PoolEntry {
  readonly values: Readonly<Record<string, NonNullable<OptionValue>>>;
  /** Each completes "node-pools …". */
  readonly problems: readonly string[];
}

/**
 * Reads an entry of `node-pools`: `name=workers;machine-type=e2-standard-4;labels=tier=web,env=test`. A ";" separates
 * parts, the first "=" of a part separates name and value, a "," separates the texts of a list. Names and values are
 * those of the flags.
 */
export function parsePoolEntry(text: string): PoolEntry {
  const values: Record<string, NonNullable<OptionValue>> = {};
  const problems: string[] = [];
  for (const part of text.split(';').map((piece) => piece.trim())) {
    if (part === '') continue;
    const at = part.indexOf('=');
    const name = part.slice(0, Math.max(at, 0)).trim();
    const option = Object.hasOwn(poolEntryOptions, name) ? poolEntryOptions[name] : undefined;
    if (option === undefined) {
      problems.push(`has an entry with ${JSON.stringify(part)}, which is not <flag>=<value>`);
      continue;
    }
    if (Object.hasOwn(values, camelCase(name))) problems.push(`says ${name} twice in one entry`);
    const reading = readOption(name, option, rawOf(name, option, part.slice(at + 1).trim()), 'create');
    if (reading.kind === 'wrong') problems.push(`has an entry where ${name} ${reading.problem}`);
    if (reading.kind === 'given') values[camelCase(name)] = reading.value;
  }
  if (values.name === undefined) problems.push(`has an entry without a name: ${JSON.stringify(text.slice(0, 80))}`);
  return { values, problems };
}

const parsedLists = new WeakMap<readonly string[], readonly PoolEntry[]>();

/** Reads the entries of `node-pools`, once for each list, because validation, plan and doctor all need them. */
export function parsePoolEntries(entries: readonly string[]): readonly PoolEntry[] {
  const known = parsedLists.get(entries);
  if (known !== undefined) return known;
  const parsed = entries.map(parsePoolEntry);
  parsedLists.set(entries, parsed);
  return parsed;
}

/** Writes an entry that `parsePoolEntry` reads back as the same values. */
export function formatPoolEntry(values: PoolEntry['values']): string {
  return Object.keys(poolEntryOptions)
    .flatMap((name) => {
      const value = values[camelCase(name)];
      if (value === undefined) return [];
      return [`${name}=${typeof value === 'object' ? value.join(',') : String(value)}`];
    })
    .join(';');
}

function rawOf(name: string, option: Option, text: string): Parameters<typeof readOption>[2] {
  const empty = { bools: {}, strings: {}, ints: {}, lists: {} };
  if (option.type !== 'list') return { ...empty, strings: { [name]: text } };
  const entries = text.split(',').map((entry) => entry.trim());
  return { ...empty, lists: { [name]: entries.filter((entry) => entry !== '') } };
}
