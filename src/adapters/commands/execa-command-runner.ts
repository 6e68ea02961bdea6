import { CollectedText } from './collected-text.js';
import { CommandError, type CommandFailure } from './command-error.js';
import type { Command, CommandOutput, CommandRunner } from './command-runner.js';
import { ProcessGroup } from './process-group.js';
import { watchedCommand } from './watched-command.js';

/** Standard output is kept whole, and too much of it is an error. Of standard error only the end is kept. */
const maxStdoutChars = 16 * 1024 * 1024;
const maxStderrChars = 128 * 1024;

/**
 * Runs programs with execa, each in a process group of its own, so that a program and all that it started can be ended
 * together.
 */
export class ExecaCommandRunner implements CommandRunner {
  async run(command: Command): Promise<CommandOutput> {
    if (command.signal?.aborted === true) throw failure(command, 'aborted', command.signal.reason);
    const { execa } = await import('execa');
    const watched = command.diesWithUs === true;
    const [file, ...args] = watched ? watchedCommand(command.file, command.args) : [command.file, ...command.args];
    const stdout = new CollectedText(maxStdoutChars);
    const stderr = new CollectedText(maxStderrChars, command.onLine);
    const program = execa(file, args, {
      detached: true,
      buffer: false,
      reject: false,
      extendEnv: true,
      stripFinalNewline: false,
      ...(command.env === undefined ? {} : { env: command.env }),
      ...(watched ? { stdin: 'pipe' } : { input: command.input ?? '' }),
    });
    program.stdout.on('data', (chunk: Buffer) => {
      stdout.add(chunk);
    });
    program.stderr.on('data', (chunk: Buffer) => {
      stderr.add(chunk);
    });
    const group = new ProcessGroup(program, command);
    const result = await program.finally(() => {
      group.ended();
    });
    const output = { stdout: stdout.end(), stderr: stderr.end() };
    if (group.endedBy !== undefined) throw failure(command, group.endedBy, command.signal?.reason, output);
    if (result.failed) {
      const end = { ...output, ...(result.exitCode === undefined ? {} : { exitCode: result.exitCode }) };
      throw failure(command, reasonOf(result, watched), result.cause ?? result, end);
    }
    if (stdout.overflowed) throw failure(command, 'unusable', new Error('it wrote too much'), output);
    return output;
  }
}

interface Ended {
  readonly code?: string | undefined;
  readonly exitCode?: number | undefined;
  readonly cause?: unknown;
}

function reasonOf(ended: Ended, watched: boolean): CommandFailure {
  // A shell reports these two by exit codes 127 and 126 (POSIX, Shell Command Language, 2.8.2).
  const code = ended.code ?? (ended.cause as { code?: unknown } | undefined)?.code;
  if (code === 'ENOENT' || (watched && ended.exitCode === 127)) return 'missing';
  if (code === 'EACCES' || (watched && ended.exitCode === 126)) return 'unusable';
  return ended.exitCode === undefined && code !== undefined ? 'unusable' : 'failed';
}

function failure(
  command: Command,
  reason: CommandFailure,
  cause: unknown,
  end: { readonly exitCode?: number; readonly stdout: string; readonly stderr: string } = { stdout: '', stderr: '' },
): CommandError {
  return new CommandError(command, { reason, cause, ...end });
}
