import { describeOption } from '../../core/options/describe-option.js';
import { isSecret, type Option, type OptionTable } from '../../core/options/option-table.js';
import { flagName } from './flag-name.js';
import { textColumns } from '../output/text-columns.js';

/** A driver's options as `--help` shows them, one on a line. */
export function optionHelp(table: OptionTable): string {
  const rows = Object.entries(table).map(([name, option]) => [typedAs(name, option), describe(option)]);
  return textColumns(rows, '  ');
}

function typedAs(name: string, option: Option): string {
  const flag = flagName(name);
  if (option.type === 'bool') return `--[no-]${flag}`;
  return `--${flag} <${option.placeholder ?? { string: 'text', int: 'number', list: 'text' }[option.type]}>`;
}

function describe(option: Option): string {
  const notes = [
    option.type === 'list' ? 'repeat it for more than one' : undefined,
    isSecret(option) ? 'secret: write @FILE, or @- for standard input' : undefined,
    defaultOf(option),
  ].filter((note) => note !== undefined);
  return [describeOption(option), ...notes.map((note) => `[${note}]`)].join(' ');
}

function defaultOf(option: Option): string | undefined {
  if (option.default === undefined || isSecret(option)) return undefined;
  if (Array.isArray(option.default)) {
    return option.default.length === 0 ? undefined : `default: ${option.default.join(', ')}`;
  }
  return `default: ${String(option.default)}`;
}
