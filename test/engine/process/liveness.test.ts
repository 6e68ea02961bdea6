import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../src/core/clock.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { livenessPatienceMs, waitUntilAlive } from '../../../src/engine/process/liveness.js';

/** A clock on which waiting takes no time. */
function fastClock(): Clock {
  let now = 0;
  return {
    now: () => now,
    sleep: (ms) => {
      now += ms;
      return Promise.resolve();
    },
  };
}

const never = () => Promise.reject(new Error('connection refused'));
const running = () => undefined;
const { signal } = new AbortController();

describe('waiting for a driver', () => {
  it('lasts as long as Rancher would wait, and says what came in the end', async () => {
    const clock = fastClock();
    await expect(waitUntilAlive(never, running, clock, signal)).rejects.toMatchObject({
      code: 'UNAVAILABLE',
      message: 'start the driver: it did not answer GetCapabilities within 96 s: connection refused',
    });
    expect(clock.now()).toBeGreaterThanOrEqual(livenessPatienceMs);
    expect(clock.now()).toBeLessThan(livenessPatienceMs + 1_000);
  });

  it('asks often at first, and every half second in the end', async () => {
    const clock = fastClock();
    const askedAt: number[] = [];
    const probe = () => {
      askedAt.push(clock.now());
      return askedAt.length < 30 ? never() : Promise.resolve();
    };
    await waitUntilAlive(probe, running, clock, signal);
    const pauses = askedAt.slice(1).map((at, index) => at - (askedAt[index] ?? 0));
    expect(pauses[0]).toBe(25);
    expect(pauses[1]).toBeCloseTo(30);
    expect(pauses.at(-1)).toBeCloseTo(500);
    expect(Math.max(...pauses)).toBeLessThan(500.1);
  });

  it('ends at once where it has no such call, which will not change', async () => {
    const clock = fastClock();
    const cause = new DriverError('UNIMPLEMENTED', { why: 'unknown method' });
    const outcome = waitUntilAlive(() => Promise.reject(cause), running, clock, signal);
    await expect(outcome).rejects.toMatchObject({
      code: 'UNIMPLEMENTED',
      message: 'start the driver: it has no GetCapabilities; is it a cluster driver?',
      cause,
    });
    expect(clock.now()).toBe(0);
  });

  it('ends as soon as the process has', async () => {
    const ended = () => {
      throw new Error('gone');
    };
    await expect(waitUntilAlive(never, ended, fastClock(), signal)).rejects.toThrow('gone');
  });

  it('ends when it is cancelled', async () => {
    const cancelled = AbortSignal.abort(new Error('enough'));
    await expect(waitUntilAlive(never, running, fastClock(), cancelled)).rejects.toThrow('enough');
  });
});
