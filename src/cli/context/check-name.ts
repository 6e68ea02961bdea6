import { usageError } from './usage-error.js';

const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;

/** Returns `name` if it is a DNS label. @throws a usage error otherwise; `what` is the thing that is named */
export function checkName(name: string | undefined, what: string): string {
  if (name === undefined) throw usageError(`the name of the ${what} is missing`);
  if (label.test(name)) return name;
  throw usageError(
    `${JSON.stringify(name)} cannot be the name of a ${what}: use a-z, 0-9 and "-", at most 63, a letter or digit at both ends`,
  );
}
