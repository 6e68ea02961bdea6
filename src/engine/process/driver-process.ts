import { spawn, type ChildProcess } from 'node:child_process';
import { DriverError, messageOf } from '../../core/driver-error.js';
import type { DriverCommand } from './driver-command.js';
import { parseDriverLine, type DriverLine } from './driver-line.js';
import { killGroup, killOnExit } from './kill-on-exit.js';
import { splitLines } from './split-lines.js';

/** A driver process, started as Rancher starts one. Its caller has to end it. */
export interface DriverProcess {
  readonly pid: number;
  /** Resolves when the process has ended and its last lines were read; says how it ended. */
  readonly exited: Promise<string>;
  /** The last lines that it wrote, oldest first. */
  lastLines(): readonly DriverLine[];
  /** Sends SIGTERM. Rancher never does; a driver that does not handle the signal ends at once. */
  terminate(): void;
  /** Kills its process group with SIGKILL, and waits until it has ended. */
  kill(): Promise<void>;
}

const keptLines = 12;
/** How long the children of an ended driver may keep its output open, in milliseconds. */
const drainMs = 300;

/**
 * Starts a driver on `port`: no standard input, `/` as working directory, nothing of our environment. It gets a process group
 * of its own, so that a Ctrl-C in the terminal reaches us alone.
 * @throws INVALID when the program cannot be started
 */
export async function startDriverProcess(
  { command, args, environment }: DriverCommand,
  port: number,
  onLine: (line: DriverLine) => void,
): Promise<DriverProcess> {
  const child = spawn(command, [...args, String(port)], {
    cwd: '/',
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const lines: DriverLine[] = [];
  const keep = (line: DriverLine): void => {
    lines.push(line);
    if (lines.length > keptLines) lines.shift();
    onLine(line);
  };
  readLines(child, keep);
  const exited = exitOf(child);
  const pid = await pidOf(child, command);
  const takeBack = killOnExit(pid);
  void exited.then(takeBack);
  return {
    pid,
    exited,
    lastLines: () => lines,
    terminate: () => child.kill('SIGTERM'),
    kill: async () => {
      killGroup(pid);
      await exited;
    },
  };
}

function pidOf(child: ChildProcess, command: string): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('spawn', () => {
      if (child.pid !== undefined) resolve(child.pid);
    });
    child.once('error', (cause) => {
      const what = 'check that the file exists, is executable and made for this machine';
      reject(
        new DriverError('INVALID', {
          attempted: `start the driver ${command}`,
          why: messageOf(cause),
          whatToDo: what,
          cause,
        }),
      );
    });
  });
}

function readLines(child: ChildProcess, onLine: (line: DriverLine) => void): void {
  for (const stream of [child.stdout, child.stderr]) {
    const splitter = splitLines((line) => {
      onLine(parseDriverLine(line));
    });
    stream?.setEncoding('utf8');
    stream?.on('data', (text: string) => {
      splitter.push(text);
    });
    stream?.on('end', () => {
      splitter.end();
    });
  }
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('exit', (code, signal) => {
      const how = signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
      const done = (): void => {
        clearTimeout(timer);
        child.stdout?.destroy();
        child.stderr?.destroy();
        resolve(how);
      };
      const timer = setTimeout(done, drainMs);
      child.once('close', done);
    });
  });
}
