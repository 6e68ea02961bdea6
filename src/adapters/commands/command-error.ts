import type { Command } from './command-runner.js';

/**
 * Why a program did not end well: `missing` (there is no such program), `unusable` (it exists and cannot be run), `failed`
 * (its exit code is not 0, or somebody else ended it), `aborted` (our signal ended it), `timeout` (our time limit ended
 * it).
 */
export type CommandFailure = 'missing' | 'unusable' | 'failed' | 'aborted' | 'timeout';

/** What is known of a program that did not end well. */
export interface CommandEnd {
  readonly reason: CommandFailure;
  /** Absent where it never ran or a signal ended it. */
  readonly exitCode?: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly cause?: unknown;
}

/** A program that did not end well. Keeps the command and what it wrote; its input and environment are left out. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  /** The command as a person would type it. */
  readonly command: string;
  readonly reason: CommandFailure;
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;

  constructor(command: Pick<Command, 'file' | 'args'>, end: CommandEnd) {
    const line = commandLine(command);
    super(`run ${JSON.stringify(line)}: ${describe(end)}`, { cause: end.cause });
    this.command = line;
    this.reason = end.reason;
    this.exitCode = end.exitCode;
    this.stdout = end.stdout;
    this.stderr = end.stderr;
  }
}

/** Tells a `CommandError` by its fields: `instanceof` fails across realms. */
export function isCommandError(thrown: unknown): thrown is CommandError {
  return typeof thrown === 'object' && thrown !== null && (thrown as { name?: unknown }).name === 'CommandError';
}

/** The last lines that a program wrote to standard error, at most `count`, without empty ones. */
export function lastLines(text: string, count: number): readonly string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').slice(-count);
}

function commandLine({ file, args }: Pick<Command, 'file' | 'args'>): string {
  const line = [file, ...args].map((word) => (/^[\w./:=@,+-]+$/.test(word) ? word : JSON.stringify(word))).join(' ');
  return line.length > 300 ? `${line.slice(0, 297)}...` : line;
}

function describe({ reason, exitCode, stderr }: CommandEnd): string {
  const [said = ''] = lastLines(stderr, 1);
  const suffix = said === '' ? '' : ` (${said.slice(0, 300)})`;
  switch (reason) {
    case 'missing':
      return 'there is no such program';
    case 'unusable':
      return `it cannot be started${suffix}`;
    case 'aborted':
      return 'it was stopped';
    case 'timeout':
      return `it took too long and was stopped${suffix}`;
    case 'failed':
      return exitCode === undefined ? `a signal ended it${suffix}` : `it ended with ${String(exitCode)}${suffix}`;
  }
}
