import { DriverError } from '../../core/driver-error.js';
import type { DriverLine } from './driver-line.js';

/** The error for a driver that ended by itself, with the last lines that it wrote. */
export function crashError(
  during: string,
  how: string,
  lastLines: readonly DriverLine[],
  cause?: unknown,
): DriverError {
  const said =
    lastLines.length === 0
      ? '; it wrote nothing'
      : `; its last lines:\n${lastLines.map(({ message }) => `  ${message}`).join('\n')}`;
  return new DriverError('UNAVAILABLE', { why: `the driver ended during ${during} (${how})${said}`, cause });
}
