import type { Log, LogFields } from '../../core/log.js';
import { isShown, type LogLevel } from './log-level.js';

type Line = readonly [level: keyof Log, message: string, fields: LogFields | undefined];

/**
 * A log that is loaded with its first line. Lines wait in order until it is loaded. Rancher mostly asks a driver for its
 * capabilities; such a process logs nothing, and so does not pay for loading the log.
 */
export function lazyLog(least: LogLevel, load: () => Promise<Log>): Log {
  let log: Log | undefined;
  let waiting: Line[] | undefined;
  const write = (...line: Line): void => {
    const [level, message, fields] = line;
    if (log !== undefined) log[level](message, fields);
    else if (waiting !== undefined) waiting.push(line);
    else if (isShown(level, least)) {
      waiting = [line];
      void load().then((loaded) => {
        log = loaded;
        for (const [at, text, rest] of waiting ?? []) loaded[at](text, rest);
      });
    }
  };
  const at = (level: keyof Log) => (message: string, fields?: LogFields) => {
    write(level, message, fields);
  };
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}
