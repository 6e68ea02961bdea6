import { DriverError } from '../../../core/driver-error.js';
import { camelCase, isImmutable, type Option } from '../../../core/options/option-table.js';
import type { CompletionMark } from './completion-mark.js';
import { type KindOptionValues, kindOptions } from '../options/kind-options.js';

/**
 * Refuses options that differ from those of the create and that kind cannot change: it has no command to add or remove
 * nodes, to upgrade, or to configure a cluster again.
 * @throws INVALID naming each of them
 */
export function refuseFixedChanges(
  attempted: string,
  wanted: KindOptionValues,
  { options: made }: CompletionMark,
): void {
  const table: Readonly<Record<string, Option>> = kindOptions;
  const problems = Object.entries(table).flatMap(([name, option]) => {
    if (!isImmutable(option) || option.identity === true) return [];
    const before = normal(made[name] ?? option.default);
    const after = normal(wanted[camelCase(name) as keyof KindOptionValues]);
    return before === after ? [] : [`${name} is ${before} and cannot become ${after}`];
  });
  if (problems.length === 0) return;
  const whatToDo = 'set it back, or remove the cluster and create it again: kind cannot change a cluster in this';
  throw new DriverError('INVALID', { attempted, why: problems.join('; '), whatToDo });
}

function normal(value: unknown): string {
  const isUnset = value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
  return isUnset ? 'unset' : JSON.stringify(value);
}
