import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ClusterLocks } from '../../../src/cli/records/cluster-locks.js';
import { identityOf, type ProcessIdentity } from '../../../src/cli/records/process-identity.js';
import type { Clock } from '../../../src/core/clock.js';

let directory: string;
let locks: ClusterLocks;
const clock: Clock = { now: () => 13_000, sleep: () => Promise.resolve() };
const leftovers: number[] = [];

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'locks-'));
  locks = new ClusterLocks(directory, clock);
});

afterEach(() => {
  for (const pid of leftovers.splice(0)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It is gone, as it should be.
    }
  }
  rmSync(directory, { recursive: true, force: true });
});

/** A process in a group of its own that runs until somebody ends it. */
async function sleeper() {
  const child = spawn('/usr/bin/sleep', ['600'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  const pid = child.pid ?? 0;
  leftovers.push(pid);
  return { pid, exited: once(child, 'exit') };
}

const leave = (holder: { process: ProcessIdentity; driver?: ProcessIdentity }) => {
  writeFileSync(join(directory, 'demo.json'), JSON.stringify({ operation: 'update', sinceMs: 1_000, ...holder }));
};
const dead: ProcessIdentity = { pid: 2 ** 22 + 1, began: '1' };

describe('the lock of a cluster', () => {
  it('is held until it is released, by one operation at a time', async () => {
    const lock = await locks.take('demo', 'update');
    await expect(locks.take('demo', 'rm')).rejects.toMatchObject({
      code: 'BUSY',
      message: `rm demo: update has been under way for 0 s (process ${String(process.pid)}); wait until it is done`,
    });
    await expect(locks.take('other', 'rm')).resolves.toBeDefined();
    expect(locks.holder('demo')).toMatchObject({ operation: 'update' });
    await lock.release();
    expect(locks.holder('demo')).toBeUndefined();
    await expect(locks.take('demo', 'rm')).resolves.toBeDefined();
  });

  it('is taken by one of many that want it at once', async () => {
    const takings = await Promise.allSettled(Array.from({ length: 8 }, () => locks.take('demo', 'update')));
    expect(takings.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('is taken over from a process that died', async () => {
    leave({ process: dead });
    await expect(locks.take('demo', 'rm')).resolves.toBeDefined();
  });

  it('is taken over from a dead process whose number went to another', async () => {
    leave({ process: { ...identityOf(process.pid), began: 'long ago' } });
    await expect(locks.take('demo', 'rm')).resolves.toBeDefined();
  });

  it('says for how long another process has been at it', async () => {
    const other = await sleeper();
    leave({ process: identityOf(other.pid) });
    await expect(locks.take('demo', 'rm')).rejects.toThrow('update has been under way for 12 s');
  });

  it('that is taken over takes the driver along that the dead process left running', async () => {
    const driver = await sleeper();
    leave({ process: dead, driver: identityOf(driver.pid) });
    await locks.take('demo', 'create');
    await expect(driver.exited).resolves.toEqual([null, 'SIGKILL']);
  });

  it('leaves a process alone that only has the number of that driver', async () => {
    const innocent = await sleeper();
    leave({ process: dead, driver: { pid: innocent.pid, began: 'long ago' } });
    await locks.take('demo', 'create');
    expect(() => process.kill(innocent.pid, 0)).not.toThrow();
  });

  it('can be read by the user only', async () => {
    await locks.take('demo', 'create');
    expect(statSync(join(directory, 'demo.json')).mode & 0o777).toBe(0o600);
  });
});
