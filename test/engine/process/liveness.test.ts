import { describe, expect, it } from '@jest/globals';
import type { Clock } from '../../../src/core/clock.js';
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
