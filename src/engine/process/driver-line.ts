import { stripVTControlCharacters } from 'node:util';
import { isJsonObject } from '../../core/json.js';

/** The level of a line; `plain` is a line that names none. */
type LineLevel = 'debug' | 'info' | 'warn' | 'error' | 'plain';

/** One line that a driver wrote, safe to show on a terminal. */
export interface DriverLine {
  readonly level: LineLevel;
  readonly message: string;
}

/** The beginning of the line on standard output by which our drivers say where they listen. */
const readyLine = 'driver ready: ';

const levels: readonly unknown[] = ['debug', 'info', 'warn', 'error'];

/**
 * Reads a line of a driver's output. Our drivers write a JSON object with `level` and `msg`. Any other line is passed on as
 * it stands, without control characters, because it is shown on a terminal.
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
