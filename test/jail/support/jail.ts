import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../make-jail.sh', import.meta.url));
const user = '10001';

/** Rancher's whole environment for a driver, where no proxy is set. */
const rancherEnvironment = { PATH: '/usr/bin', PWD: '/' };

/** A copy of Rancher's jail with one driver in it. Everything that runs in there ends with the scope that it is used in. */
export class Jail implements Disposable {
  private constructor(
    readonly root: string,
    readonly name: string,
  ) {}

  /** Makes a jail; needs root. `name` is what the driver's file is called in there. */
  static make(driver: string, name: string): Jail {
    const root = mkdtempSync(join(tmpdir(), 'driver-jail-'));
    chmodSync(root, 0o755);
    execFileSync(script, [root, driver, name, user], { stdio: ['ignore', 'ignore', 'inherit'] });
    return new Jail(root, name);
  }

  /** Puts a file into the jail. */
  write(path: string, content: string): void {
    writeFileSync(join(this.root, path), content, { mode: 0o644 });
  }

  /** What to run, from outside, to run the driver as Rancher does. */
  command(...args: readonly string[]): readonly [program: string, ...args: string[]] {
    const binary = `/management-state/bin/${this.name}`;
    return ['/usr/sbin/chroot', `--userspec=${user}:${user}`, this.root, binary, ...args];
  }

  /** Starts the driver with Rancher's environment and nothing else. */
  start(args: readonly string[], environment: Readonly<Record<string, string>> = {}): ChildProcess {
    const [program, ...rest] = this.command(...args);
    return spawn(program, rest, {
      env: { ...rancherEnvironment, ...environment },
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** An executable that starts the driver with the arguments it gets: for a client that starts drivers itself. */
  launcher(): string {
    const path = join(this.root, 'launch.sh');
    writeFileSync(path, `#!/bin/sh\nexec ${this.command().join(' ')} "$@"\n`, { mode: 0o755 });
    return path;
  }

  [Symbol.dispose](): void {
    for (const id of this.processes()) {
      try {
        process.kill(id, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
    rmSync(this.root, { recursive: true, force: true });
  }

  /** Processes whose root directory is this jail. */
  private processes(): readonly number[] {
    return readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .filter((id) => {
        try {
          return readlinkSync(`/proc/${id}/root`) === this.root;
        } catch {
          return false;
        }
      })
      .map(Number);
  }
}
