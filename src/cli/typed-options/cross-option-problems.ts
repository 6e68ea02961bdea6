import type { OptionValue } from '../../core/options/option-table.js';
import { valuesOf } from '../../core/options/parse-options.js';
import type { Provider } from '../../core/contract/provider.js';
import type { OptionProblem } from '../../core/options/option-problem.js';
import { flagName } from './flag-name.js';

/** What a provider finds wrong between `values` (by the names in its table) that are each right. */
export function crossOptionProblems(
  provider: Provider,
  values: Readonly<Record<string, NonNullable<OptionValue>>>,
): readonly OptionProblem[] {
  return provider.validate?.(valuesOf(provider.options, values)) ?? [];
}

/** A problem as it is told to who typed the option. */
export function problemText({ option, problem }: OptionProblem): string {
  return `--${flagName(option)} ${problem}`;
}
