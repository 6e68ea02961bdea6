import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { driverEnvironment } from '../../../src/engine/process/driver-environment.js';
import { ready } from '../../jail/support/started-driver.js';
import type { LogFile } from './log-file.js';

/** A packaged driver that was started as Rancher starts one: a port, its environment, and nothing else. */
export class PackagedProcess implements AsyncDisposable {
  /** Resolves when the process is gone. */
  readonly exited: Promise<unknown>;

  private constructor(
    private readonly child: ChildProcess,
    /** The port that it serves on. @throws what it said instead, where it ended */
    readonly port: Promise<number>,
  ) {
    this.exited = once(child, 'exit');
  }

  /** Starts one; `environment` comes on top of Rancher's. */
  static start(program: string, environment: Readonly<Record<string, string>>, log: LogFile): PackagedProcess {
    const child = spawn(program, ['0'], {
      cwd: '/',
      env: driverEnvironment(environment, Object.keys(environment)),
      stdio: ['ignore', 'pipe', log.descriptor],
    });
    return new PackagedProcess(
      child,
      ready(child).then(({ port }) => port),
    );
  }

  /** Asks it to stop; it answers the calls under way before it does. */
  terminate(): void {
    this.child.kill('SIGTERM');
  }

  /** Ends it with SIGKILL. */
  kill(): void {
    this.child.kill('SIGKILL');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill();
    await this.exited;
  }
}
