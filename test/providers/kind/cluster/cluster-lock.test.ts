import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { takeSocketLock } from '../../../../src/adapters/socket-lock.js';
import { withClusterLock } from '../../../../src/providers/kind/cluster/cluster-lock.js';
import { withDirectory } from '../support/kind-fixture.js';
import { SteppingClock } from '../support/stepping-clock.js';

const context = (name: string) => ({
  clock: new SteppingClock(),
  name,
  signal: new AbortController().signal,
  progress: () => undefined,
});

describe('the lock of a cluster', () => {
  it('is waited for, and given back also after a failure', async () => {
    const name = `lock-${String(process.pid)}`;
    const order: string[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = withClusterLock(context(name), new SteppingClock(), async () => {
      await held;
      order.push('first');
      throw new Error('failed');
    });
    const clock = new SteppingClock(() => {
      release();
    });
    // Others have other locks.
    await withClusterLock(context(`${name}-b`), clock, () => Promise.resolve());
    const second = withClusterLock(context(name), clock, () => Promise.resolve(order.push('second')));
    await expect(first).rejects.toThrow('failed');
    await second;
    expect(order).toEqual(['first', 'second']);
  });

  it('is not waited for without end', async () => {
    const name = `busy-${String(process.pid)}`;
    await withClusterLock(context(name), new SteppingClock(), async () => {
      const second = withClusterLock(context(name), new SteppingClock(), () => Promise.resolve());
      await expect(second).rejects.toMatchObject({ code: 'BUSY' });
    });
  });

  it('is free again once the process that had it was killed, also where a file is left of it', async () => {
    await withDirectory(async (directory) => {
      const address = join(directory, 'lock.sock');
      const holder = `require('node:net').createServer().listen(${JSON.stringify(address)}, () => console.log('held'))`;
      const child = spawn(process.execPath, ['-e', holder], { stdio: ['ignore', 'pipe', 'ignore'] });
      await once(child.stdout, 'data');
      expect(await takeSocketLock(address)).toBeUndefined();
      child.kill('SIGKILL');
      await once(child, 'exit');
      const lock = await takeSocketLock(address);
      expect(lock?.listening).toBe(true);
      expect(await takeSocketLock(address)).toBeUndefined();
      lock?.close();
    });
  });
});
