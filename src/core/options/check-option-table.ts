import { DriverError } from '../driver-error.js';
import { camelCase, type Option, type OptionTable } from './option-table.js';
import { noOptions, type RawOptions } from './raw-options.js';
import { readOption } from './read-option.js';
import { standardOptions } from './standard-options.js';

/**
 * Refuses a table that Rancher or this driver cannot use: a name with "--" or a "-" at its end crashes Rancher, names
 * that differ only in spelling become one field there, and a few names have a meaning already.
 * @throws INTERNAL naming every option that is wrong
 */
export function checkOptionTable(provider: string, table: OptionTable): void {
  const problems = Object.keys(table).flatMap((name) => {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return [`${JSON.stringify(name)} is not in kebab-case`];
    if (name in standardOptions || name === 'driver-name' || name === 'state' || name === 'driver') {
      return [`${name} is a name of Rancher's or of this driver's own`];
    }
    return [];
  });
  const spellings = new Map<string, string>();
  for (const name of Object.keys(table)) {
    const other = spellings.get(camelCase(name));
    if (other !== undefined) problems.push(`${name} and ${other} are one field for Rancher`);
    spellings.set(camelCase(name), name);
  }
  for (const [name, option] of Object.entries(table)) {
    const wrong = optionProblem(option);
    if (wrong !== undefined) problems.push(`${name} ${wrong}`);
  }
  if (problems.length > 0) {
    throw new DriverError('INTERNAL', {
      attempted: `read the options of the provider ${provider}`,
      why: problems.join('; '),
    });
  }
}

/** Checks what the compiler checks in TypeScript, for adapters in plain JavaScript. */
function optionProblem(option: Option | null): string | undefined {
  if (option === null || !['string', 'int', 'bool', 'list'].includes(option.type)) {
    return 'has none of the types string, int, bool and list';
  }
  const { pattern } = option as { readonly pattern?: RegExp };
  if (pattern !== undefined && /[gy]/.test(pattern.flags)) {
    return 'has a pattern with the flag g or y, which remembers where the last text ended';
  }
  return defaultProblem(option);
}

function defaultProblem(option: Option): string | undefined {
  if (option.default === undefined) return undefined;
  const sent: RawOptions =
    option.type === 'list' && Array.isArray(option.default)
      ? { ...noOptions, lists: { it: option.default } }
      : { ...noOptions, strings: { it: String(option.default) } };
  const reading = readOption('it', option, sent, 'create');
  if (reading.kind === 'wrong') return `has a default that ${reading.problem}`;
  const same = reading.kind === 'absent' || JSON.stringify(reading.value) === JSON.stringify(option.default);
  return same ? undefined : 'has a default of another type';
}
