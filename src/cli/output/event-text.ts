import type { EngineEvent } from '../../engine/process/engine-event.js';

/** An event in words. `stays` is true for a message that is worth reading later. */
export interface EventText {
  readonly message: string;
  readonly stays: boolean;
}

/**
 * Returns an event in words, or undefined where a person does not need it. Errors in our drivers' log are left out, because
 * the answer brings them too. With `verbose`, every event is told.
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
