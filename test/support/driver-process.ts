import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../bin/driver.js', import.meta.url));

/** How a process ended. */
export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** The driver as users start it, in a directory of its own. Both end with the scope that it is used in. */
export class DriverProcess implements AsyncDisposable {
  stdout = '';
  stderr = '';
  readonly ended: Promise<Ending>;
  private readonly changed = new Set<() => void>();

  private constructor(
    readonly directory: string,
    private readonly child: ChildProcessByStdio<null, Readable, Readable>,
  ) {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.stdout += text;
      this.tell();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.stderr += text;
      this.tell();
    });
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.tell();
      return { code: code as number | null, signal: signal as NodeJS.Signals | null };
    });
  }

  /** Starts `bin/driver.js` with `files` lying beside it, by path. */
  static async start(args: readonly string[], files: Readonly<Record<string, string>> = {}): Promise<DriverProcess> {
    const directory = await mkdtemp(join(tmpdir(), 'driver-process-'));
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(directory, name)), { recursive: true });
      await writeFile(join(directory, name), text);
    }
    const child = spawn(process.execPath, [program, ...args], {
      cwd: directory,
      env: { PATH: process.env.PATH ?? '', HOME: directory },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new DriverProcess(directory, child);
  }

  /** Resolves once `pattern` was printed. @throws where the process ends without it */
  async printed(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<RegExpExecArray> {
    for (;;) {
      const found = pattern.exec(this[stream]);
      if (found !== null) return found;
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`it ended without ${String(pattern)}: ${this.stdout}${this.stderr}`);
      }
      await new Promise<void>((resolve) => this.changed.add(resolve));
    }
  }

  /** The port that the ready line names. */
  async port(): Promise<number> {
    const [, port] = await this.printed('stdout', /^driver ready: .*:(\d+)\n/);
    return Number(port);
  }

  kill(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
    await rm(this.directory, { recursive: true, force: true });
  }

  private tell(): void {
    for (const listener of this.changed) listener();
    this.changed.clear();
  }
}
