import { homedir } from 'node:os';
import { text } from 'node:stream/consumers';

/** Where a command was typed. */
export interface Terminal {
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
  readonly home: string;
  /** For results. */
  readonly stdout: NodeJS.WritableStream;
  /** For progress, warnings and errors. */
  readonly stderr: NodeJS.WritableStream;
  /** Whether a person looks at standard error as it comes. */
  readonly interactive: boolean;
  /** All of standard input. */
  readInput(): Promise<string>;
  /** Calls `handler` when somebody wants us to stop (Ctrl-C, SIGTERM, a closed terminal). Returns what takes that back. */
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
    // ora never comes back from a terminal that has no width, as some containers' have.
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

/** Who reads may go away, as in `driver ls | head -1`. That ends nothing that is under way; there is only nobody to tell. */
function passOverBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
}
