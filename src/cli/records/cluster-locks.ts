import { readFileSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lock } from 'proper-lockfile';
import writeFileAtomic from 'write-file-atomic';
import type { Clock } from '../../core/clock.js';
import { DriverError } from '../../core/driver-error.js';
import { killGroup } from '../../engine/process/kill-on-exit.js';
import { identityOf, isRunning, type ProcessIdentity } from './process-identity.js';

/** Who is at work on a cluster. */
export interface LockHolder {
  readonly operation: string;
  readonly sinceMs: number;
  readonly process: ProcessIdentity;
  /** The driver that this process started, as long as that runs. */
  readonly driver?: ProcessIdentity;
}

/** The lock of one cluster, while it is held. */
export interface ClusterLock {
  /** Notes which driver runs; undefined when it has ended. Whoever takes the lock over from a dead process ends that driver. */
  noteDriver(pid: number | undefined): void;
  release(): Promise<void>;
}

/** One lock for each cluster. A process holds it until it releases it or dies. */
export class ClusterLocks {
  constructor(
    private readonly directory: string,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes the lock of a cluster. A driver that a dead process left running is ended first, because it would go on changing
   * things.
   * @throws BUSY, naming the operation under way, when a living process holds the lock
   */
  async take(name: string, operation: string): Promise<ClusterLock> {
    const file = this.fileOf(name);
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    let holder: LockHolder = { operation, sinceMs: this.clock.now(), process: identityOf(process.pid) };
    const write = (): void => {
      writeFileAtomic.sync(file, JSON.stringify(holder), { mode: 0o600 });
    };
    await exclusively(file, () => {
      const other = this.holder(name);
      if (other !== undefined) throw this.busy(name, operation, other);
      const left = readHolder(file)?.driver;
      if (left !== undefined && isRunning(left)) killGroup(left.pid);
      write();
    });
    return {
      noteDriver: (pid) => {
        const { driver: _, ...rest } = holder;
        holder = pid === undefined ? rest : { ...rest, driver: identityOf(pid) };
        write();
      },
      release: () => rm(file, { force: true }),
    };
  }

  /** Who holds the lock of a cluster now; undefined where nobody does. */
  holder(name: string): LockHolder | undefined {
    const holder = readHolder(this.fileOf(name));
    return holder !== undefined && isRunning(holder.process) ? holder : undefined;
  }

  private busy(name: string, operation: string, { operation: other, sinceMs, process: { pid } }: LockHolder) {
    const seconds = String(Math.round((this.clock.now() - sinceMs) / 1000));
    const why = `${other} has been under way for ${seconds} s (process ${String(pid)})`;
    return new DriverError('BUSY', { attempted: `${operation} ${name}`, why, whatToDo: 'wait until it is done' });
  }

  private fileOf(name: string): string {
    return join(this.directory, `${name}.json`);
  }
}

/** Keeps other processes out of the moment between reading who holds a lock and taking it. */
async function exclusively(file: string, work: () => void): Promise<void> {
  const release = await lock(file, {
    realpath: false,
    stale: 5_000,
    retries: { retries: 60, minTimeout: 20, maxTimeout: 200 },
  });
  try {
    work();
  } finally {
    await release();
  }
}

function readHolder(file: string): LockHolder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as LockHolder;
  } catch {
    return undefined;
  }
}
