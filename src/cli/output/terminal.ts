import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';

/** The surroundings in which a command was typed. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly home: string;
  /** For results. */
  readonly stdout: NodeJS.WritableStream;
  /** For progress, warnings and errors. */
  readonly stderr: NodeJS.WritableStream;
  /** Whether standard error is a terminal that a person watches. */
  readonly interactive: boolean;
  /** All of standard input. */
  readInput(): Promise<string>;
  /**
   * Calls `handler` when this process is asked to stop (Ctrl-C, SIGTERM, a closed terminal). Returns a function that
   * cancels this.
   */
  onInterrupt(handler: (signal: string) => void): () => void;
}

/** The terminal that this process was started from. */
export function processTerminal(): Terminal {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', passOverBrokenPipe);
  return {
    environment: process.env,
    workingDirectory: process.cwd(),
    home: homedir(),
    stdout: process.stdout,
    stderr: process.stderr,
    // ora never returns where a terminal has no width, as in some containers.
    interactive: process.stderr.isTTY && process.stderr.columns > 0 && process.env.TERM !== 'dumb',
    readInput: () => text(process.stdin),
    onInterrupt: (handler) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
      for (const signal of signals) process.on(signal, handler);
      return () => {
        for (const signal of signals) process.off(signal, handler);
      };
    },
  };
}

/** Ignores that the reader of our output has gone, as in `driver ls | head -1`. The work goes on without output. */
function passOverBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
