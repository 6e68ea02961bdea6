import { pino, type DestinationStream } from 'pino';

/**
 * Writes to standard error: for people where it is a terminal, as JSON lines elsewhere. Each line is written before the
 * call returns, because SIGKILL may come next.
 */
export async function logDestination(): Promise<DestinationStream> {
  if (!process.stderr.isTTY) return pino.destination({ fd: 2, sync: true });
  const { default: pretty } = await import('pino-pretty');
  return pretty({
    destination: 2,
    sync: true,
    colorize: process.env.NO_COLOR === undefined || process.env.NO_COLOR === '',
    translateTime: 'SYS:HH:MM:ss',
    hideObject: true,
    messageFormat: (line, messageKey) => describe(line, String(line[messageKey])),
  });
}

/** `create demo (12 s): waiting for 3 nodes` */
function describe(line: Readonly<Record<string, unknown>>, message: string): string {
  const { operation, cluster, elapsedMs } = line;
  if (typeof operation !== 'string') return message;
  const elapsed = typeof elapsedMs === 'number' ? ` (${(elapsedMs / 1000).toFixed(1)} s)` : '';
  return `${operation}${typeof cluster === 'string' ? ` ${cluster}` : ''}${elapsed}: ${message}`;
}
