import { camelCase, type OptionValue } from '../../core/options/option-table.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { readOptions } from '../../core/options/read-options.js';
import type { DriverArguments } from './driver-arguments.js';
import type { DriverChoice } from './driver-choice.js';
import { crossOptionProblems, problemText } from './cross-option-problems.js';
import { flagName } from './flag-name.js';
import { mergeOptions } from './merge-options.js';
import { refuseProblems } from '../context/usage-error.js';

/**
 * Returns what the user wants of a cluster: the typed options, and for all others the values of before.
 * @throws one usage error that names all that is wrong, before any driver is started
 */
export function wantedOptions(choice: DriverChoice, typed: DriverArguments, before: RawOptions): RawOptions {
  const [, ...surplus] = typed.positionals;
  const problems = [
    ...typed.problems,
    ...surplus.map((word) => `${JSON.stringify(word)} is one argument too many`),
    ...wrongNumbers(choice, typed.options),
  ];
  const wanted = mergeOptions(before, typed.options);
  problems.push(...providerProblems(choice, wanted));
  refuseProblems(problems, `"driver create --help ${helpFlag(choice)}" lists the options`);
  return wanted;
}

/**
 * Checks the numbers for a driver that is not ours, of which only the types are known. Our own providers report such
 * problems themselves.
 */
function wrongNumbers({ table, provider }: DriverChoice, { strings }: RawOptions): string[] {
  if (provider !== undefined) return [];
  return Object.entries(table)
    .filter(([name, option]) => option.type === 'int' && Object.hasOwn(strings, camelCase(name)))
    .map(
      ([name]) =>
        `--${flagName(name)} must be a whole number of 64 bits, not ${JSON.stringify(strings[camelCase(name)])}`,
    );
}

/**
 * Returns what our own driver would refuse, in its own words. The rules between options are checked only where each option
 * is right.
 */
function providerProblems({ provider }: DriverChoice, wanted: RawOptions): string[] {
  if (provider === undefined) return [];
  const problems: string[] = [];
  const values: Record<string, NonNullable<OptionValue>> = {};
  for (const { name, option, reading } of readOptions(provider.options, wanted, 'create')) {
    if (reading.kind === 'wrong') problems.push(`--${flagName(name)} ${reading.problem}`);
    const value = reading.kind === 'given' ? reading.value : option.default;
    if (value !== undefined) values[name] = value;
    else if (reading.kind === 'absent' && option.required === true) problems.push(`--${flagName(name)} is required`);
  }
  if (problems.length > 0) return problems;
  return crossOptionProblems(provider, values).map(problemText);
}

function helpFlag({ reference }: DriverChoice): string {
  return reference.kind === 'provider' ? `--provider ${reference.name}` : `--driver ${reference.path}`;
}
