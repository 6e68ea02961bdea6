import type { Log } from '../../core/log.js';
import type { Redactor } from '../../core/secrets/redactor.js';
import { lazyLog } from './lazy-log.js';
import type { LogLevel } from './log-level.js';

/** The log of this process, on standard error; the library behind it is loaded with the first line. */
export function processLog(level: LogLevel, redactor: Redactor): Log {
  return lazyLog(level, async () => {
    const [{ pinoLog }, { logDestination }] = await Promise.all([
      import('./pino-log.js'),
      import('./log-destination.js'),
    ]);
    return pinoLog(level, redactor, await logDestination());
  });
}
