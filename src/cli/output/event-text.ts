import type { EngineEvent } from '../../engine/process/engine-event.js';

/** An event for people. What stays is worth reading later; the rest is of the moment. */
export interface EventText {
  readonly message: string;
  readonly stays: boolean;
}

/**
 * An event in words, or undefined where it says nothing that a person needs. Errors in our drivers' log are left out: the
 * answer brings them too. With `verbose` everything is told.
 */
export function eventText(event: EngineEvent, verbose: boolean): EventText | undefined {
  switch (event.kind) {
    case 'warning':
      return { message: `warning: ${event.message}`, stays: true };
    case 'line': {
      const { level, message } = event.line;
      if (message.trim() === '' || (!verbose && (level === 'debug' || level === 'error'))) return undefined;
      const stays = level === 'warn' || level === 'plain';
      return { message: level === 'warn' || level === 'error' ? `${level}: ${message}` : message, stays };
    }
    case 'status':
      return verbose && event.status !== '' ? { message: `status ${event.status}`, stays: false } : undefined;
    case 'driver-started': {
      const { command, args, environment } = event.command;
      const variables = Object.keys(environment).join(', ');
      const words = [command, ...args, String(event.port)].join(' ');
      return verbose
        ? { message: `started ${words} with ${variables} (process ${String(event.pid)})`, stays: false }
        : undefined;
    }
    case 'driver-stopped':
      return verbose ? { message: `ended process ${String(event.pid)}`, stays: false } : undefined;
  }
}
