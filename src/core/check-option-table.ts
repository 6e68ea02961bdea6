import { DriverError } from './driver-error.js';
import { camelCase, type OptionTable } from './option-table.js';
import { standardOptions } from './standard-options.js';

/**
 * Refuses a table that Rancher or this driver could not work with: a name with "--" or a "-" at its end makes Rancher crash,
 * names that differ only in spelling become one field there, and a few names have a meaning already.
 * @throws INTERNAL naming every option that is wrong
 */
export function checkOptionTable(provider: string, table: OptionTable): void {
  const problems = Object.keys(table).flatMap((name) => {
    if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) return [`${JSON.stringify(name)} is not in kebab-case`];
    if (name in standardOptions || name === 'driver-name' || name === 'state' || name === 'driver') {
      return [`${name} is a name of Rancher's or of this driver's own`];
    }
    return [];
  });
  const spellings = new Map<string, string>();
  for (const name of Object.keys(table)) {
    const other = spellings.get(camelCase(name));
    if (other !== undefined) problems.push(`${name} and ${other} are one field for Rancher`);
    spellings.set(camelCase(name), name);
  }
  if (problems.length > 0) {
    throw new DriverError('INTERNAL', `read the options of the provider ${provider}: ${problems.join('; ')}`);
  }
}
