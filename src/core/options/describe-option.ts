import { isImmutable, type Option } from './option-table.js';

/** The usage of an option, followed by its limits: `Number of nodes (1 to 100; cannot change later)`. */
export function describeOption(option: Option): string {
  const limits = [
    option.required === true ? 'required' : undefined,
    rangeOf(option),
    option.type === 'string' && option.values !== undefined ? `one of ${option.values.join(', ')}` : undefined,
    isImmutable(option) ? 'cannot change later' : undefined,
  ].filter((limit) => limit !== undefined);
  return limits.length === 0 ? option.usage : `${option.usage} (${limits.join('; ')})`;
}

/** `1 to 100`, `at least 1`, `at most 100`, or undefined where there is no limit. */
export function rangeOf(option: Option): string | undefined {
  if (option.type !== 'int') return undefined;
  const { min, max } = option;
  if (min !== undefined && max !== undefined) return `${String(min)} to ${String(max)}`;
  if (min !== undefined) return `at least ${String(min)}`;
  return max === undefined ? undefined : `at most ${String(max)}`;
}
