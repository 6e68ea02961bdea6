import { camelCase, isSecret, type OptionTable } from '../../core/options/option-table.js';

/** CamelCase names of the options that hold a credential. */
export function secretsOf(table: OptionTable): readonly string[] {
  return Object.entries(table)
    .filter(([, option]) => isSecret(option))
    .map(([name]) => camelCase(name));
}
