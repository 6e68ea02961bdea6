import { DriverError } from '../core/driver-error.js';
import type { Option, OptionTable } from '../core/options/option-table.js';
import type { DriverFlags__Output } from './generated/types/DriverFlags.js';
import type { Flag__Output } from './generated/types/Flag.js';

/**
 * The options of a driver, as a table. A driver says less than our own tables do: it names no ranges and no required
 * options.
 * @throws INVALID for a type of flag that Rancher would refuse as well
 */
export function optionTableFromWire(wire: DriverFlags__Output): OptionTable {
  const flags = Object.entries(wire.options).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(flags.map(([name, flag]) => [name, optionOf(name, flag)]));
}

/** Reads `value` for texts only, as Rancher does (kontainerdriver.go, `toResourceField`). */
function optionOf(name: string, flag: Flag__Output): Option {
  const { usage, default: given } = flag;
  switch (flag.type) {
    case 'string': {
      const text = given === null ? flag.value : given.defaultString;
      return { type: 'string', usage, ...(flag.password && { secret: true }), ...(text !== '' && { default: text }) };
    }
    case 'int':
    case 'intPtr': {
      const number = given === null ? undefined : Number(given.defaultInt);
      return { type: 'int', usage, ...(Number.isSafeInteger(number) && number !== undefined && { default: number }) };
    }
    case 'bool':
    case 'boolPtr':
      return { type: 'bool', usage, ...(given !== null && { default: given.defaultBool }) };
    case 'stringSlice': {
      const list = given?.defaultStringSlice?.value ?? [];
      return { type: 'list', usage, ...(list.length > 0 && { default: list }) };
    }
    default:
      throw new DriverError('INVALID', {
        attempted: "read the driver's options",
        why: `--${name} has the type ${JSON.stringify(flag.type)}, which Rancher does not know`,
        whatToDo: 'ask for a corrected driver',
      });
  }
}
