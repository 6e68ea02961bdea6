import type { OptionValue } from '../../core/options/option-table.js';
import { valuesOf } from '../../core/options/parse-options.js';
import type { Provider } from '../../core/contract/provider.js';
import type { OptionProblem } from '../../core/options/option-problem.js';
import { flagName } from './flag-name.js';

/**
 * Returns the problems that a provider finds between options, in `values` (by the names in its table) that are right one by
 * one.
 */
export function crossOptionProblems(
  provider: Provider,
  values: Readonly<Record<string, NonNullable<OptionValue>>>,
): readonly OptionProblem[] {
  return provider.validate?.(valuesOf(provider.options, values)) ?? [];
}

/** A problem in words for the person who typed the option. */
export function problemText({ option, problem }: OptionProblem): string {
  return `--${flagName(option)} ${problem}`;
}
