import type { Option } from '../../../../src/core/options/option-table.js';

/** An option's type and default in a few characters: `int (3)`. */
export function describeDefault(option: Option | undefined): string {
  if (option === undefined) return '';
  const type = option.type === 'string' && option.secret === true ? 'secret' : option.type;
  return option.default === undefined ? type : `${type} (${String(option.default)})`;
}
