import { pino, type DestinationStream } from 'pino';
import type { Log, LogFields } from '../../core/log.js';
import type { Redactor } from '../../core/secrets/redactor.js';
import type { LogLevel } from './log-level.js';

/** A log in JSON lines: `{"level":"info","time":"…","msg":"…",…fields}`. Every text in it passes the redactor. */
export function pinoLog(level: LogLevel, redactor: Redactor, destination: DestinationStream): Log {
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  );
  const write =
    (at: Exclude<LogLevel, 'silent'>) =>
    (message: string, fields: LogFields = {}) => {
      if (logger.isLevelEnabled(at)) logger[at](redactor.redactDeep(fields), redactor.redact(message));
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}
