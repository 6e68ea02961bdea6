import type { Readable } from 'node:stream';
import type { Command } from './command-runner.js';

/** The parts of a child process that are needed to end it. */
interface Leader {
  readonly pid?: number | undefined;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** How long a program may take to end after SIGTERM, in milliseconds of real time. */
const graceMs = 1_000;

/** Ends a program with all that it started: at its signal, its time limit, or the end of this process. */
export class ProcessGroup {
  /** Why we ended it, if we did. */
  endedBy: 'aborted' | 'timeout' | undefined;
  private readonly timers: NodeJS.Timeout[] = [];

  constructor(
    private readonly leader: Leader,
    private readonly command: Pick<Command, 'signal' | 'timeoutMs'>,
  ) {
    command.signal?.addEventListener('abort', this.onAbort, { once: true });
    process.once('exit', this.onExit);
    if (command.timeoutMs !== undefined) {
      this.after(command.timeoutMs, () => {
        this.stop('timeout');
      });
    }
    if (command.signal?.aborted === true) this.onAbort();
  }

  /** To be called once the program has ended. */
  ended(): void {
    this.command.signal?.removeEventListener('abort', this.onAbort);
    process.removeListener('exit', this.onExit);
    for (const timer of this.timers) clearTimeout(timer);
    // The leader has ended; processes that it started may ignore SIGTERM.
    if (this.endedBy !== undefined) this.kill('SIGKILL');
  }

  private readonly onAbort = (): void => {
    this.stop('aborted');
  };

  private readonly onExit = (): void => {
    this.kill('SIGKILL');
  };

  private stop(reason: 'aborted' | 'timeout'): void {
    if (this.endedBy !== undefined) return;
    this.endedBy = reason;
    this.kill('SIGTERM');
    this.after(graceMs, () => {
      this.kill('SIGKILL');
      // A process that left the group may still hold the other ends open.
      this.leader.stdout.destroy();
      this.leader.stderr.destroy();
    });
  }

  private after(ms: number, action: () => void): void {
    this.timers.push(setTimeout(action, ms));
  }

  private kill(signal: NodeJS.Signals): void {
    const { pid } = this.leader;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended meanwhile.
    }
  }
}
