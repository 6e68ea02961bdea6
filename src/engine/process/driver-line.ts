import { stripVTControlCharacters } from 'node:util';
import { isJsonObject } from '../../core/json.js';

/** How serious a line is; `plain` is the line of a driver that does not say. */
type LineLevel = 'debug' | 'info' | 'warn' | 'error' | 'plain';

/** One line that a driver wrote, made fit for a terminal. */
export interface DriverLine {
  readonly level: LineLevel;
  readonly message: string;
}

/** How our drivers begin the one line on standard output that says where they listen. */
const readyLine = 'driver ready: ';

const levels: readonly unknown[] = ['debug', 'info', 'warn', 'error'];

/**
 * Reads a line of a driver's output. Our drivers write a JSON object with `level` and `msg`; whatever else comes is passed on
 * as it stands, without control characters, for it goes to somebody's terminal.
 */
export function parseDriverLine(line: string): DriverLine {
  const { level, msg } = fieldsOf(line);
  if (levels.includes(level) && typeof msg === 'string') return { level: level as LineLevel, message: printable(msg) };
  return { level: line.startsWith(readyLine) ? 'debug' : 'plain', message: printable(line) };
}

function fieldsOf(line: string): { readonly level?: unknown; readonly msg?: unknown } {
  if (!line.startsWith('{')) return {};
  try {
    const parsed: unknown = JSON.parse(line);
    return isJsonObject(parsed) ? parsed : {};
  } catch {
    return {};
  }
}

function printable(text: string): string {
  // eslint-disable-next-line no-control-regex -- these are what has to go
  return stripVTControlCharacters(text).replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '');
}
