import { inspect } from 'node:util';
import { isDriverError, messageOf } from '../../core/driver-error.js';

/** The text of a failure: one message, and with `--verbose` its stack and its causes. */
export function describeFailure(thrown: unknown, argv: readonly string[]): string {
  const verbose = argv.includes('--verbose');
  const defect = isDriverError(thrown) ? '' : ' (a defect of this program; --verbose tells more)';
  const details = verbose ? `\n${inspect(thrown)}` : '';
  return `driver: ${messageOf(thrown)}${verbose ? '' : defect}${details}\n`;
}
