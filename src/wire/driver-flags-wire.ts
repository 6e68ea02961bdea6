import { describeOption } from '../core/options/describe-option.js';
import { isSecret, type Option, type OptionTable } from '../core/options/option-table.js';
import type { DriverFlags } from './generated/types/DriverFlags.js';
import type { Flag } from './generated/types/Flag.js';

/** The wire's form of an option table: one flag for each option, by kebab-case name. */
export function flagsToWire(table: OptionTable): DriverFlags {
  return { options: Object.fromEntries(Object.entries(table).map(([name, option]) => [name, flagOf(option)])) };
}

/** Rancher reads `value` for texts only, and crashes on a list whose default has no `defaultStringSlice`. */
function flagOf(option: Option): Flag {
  const common = { usage: describeOption(option), password: isSecret(option) };
  switch (option.type) {
    case 'string':
      if (option.default === undefined) return { ...common, type: 'string' };
      return { ...common, type: 'string', value: option.default, default: { defaultString: option.default } };
    case 'int':
      if (option.default === undefined) return { ...common, type: 'intPtr' };
      return { ...common, type: 'int', value: String(option.default), default: { defaultInt: option.default } };
    case 'bool':
      if (option.default === undefined) return { ...common, type: 'boolPtr' };
      return { ...common, type: 'bool', value: String(option.default), default: { defaultBool: option.default } };
    case 'list':
      return {
        ...common,
        type: 'stringSlice',
        default: { defaultStringSlice: { value: [...(option.default ?? [])] } },
      };
  }
}
