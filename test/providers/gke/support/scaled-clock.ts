import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../../src/core/clock.js';

/** A clock on which waiting is so many times shorter than it says, for driving real requests through long waits. */
export function scaledClock(times: number): Clock {
  return {
    now: () => Date.now(),
    sleep: async (ms, signal) => {
      try {
        await sleep(ms / times, undefined, signal === undefined ? {} : { signal });
      } catch (thrown) {
        signal?.throwIfAborted();
        throw thrown;
      }
    },
  };
}
