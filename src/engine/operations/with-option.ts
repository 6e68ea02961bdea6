import { camelCase, type OptionTable } from '../../core/options/option-table.js';
import type { RawOptions } from '../../core/options/raw-options.js';

/**
 * Returns the options with one value added in the map of its type by the table; unchanged where the table has no such
 * option.
 */
export function withOption(
  options: RawOptions,
  table: OptionTable,
  name: string,
  value: string | bigint | boolean | readonly string[],
): RawOptions {
  const option = table[name];
  if (option === undefined) return options;
  const key = camelCase(name);
  switch (option.type) {
    case 'string':
      return { ...options, strings: { ...options.strings, [key]: String(value) } };
    case 'int':
      return { ...options, ints: { ...options.ints, [key]: BigInt(value as string | bigint) } };
    case 'bool':
      return { ...options, bools: { ...options.bools, [key]: value === true || value === 'true' } };
    case 'list':
      return {
        ...options,
        lists: { ...options.lists, [key]: Array.isArray(value) ? (value as string[]) : [String(value)] },
      };
  }
}
