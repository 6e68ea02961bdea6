import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../src/core/driver-error.js';
import { systemClock } from '../../src/adapters/system-clock.js';

const hourMs = 3_600_000;

describe('systemClock', () => {
  it('tells the time of the machine, and lets it pass', async () => {
    const before = Date.now();
    await systemClock.sleep(1);
    expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  });

  it('stops sleeping with the reason that it is given, whenever that comes', async () => {
    const reason = new DriverError('TIMEOUT', { attempted: 'create demo', why: 'not finished within 60 min' });
    await expect(systemClock.sleep(hourMs, AbortSignal.abort(reason))).rejects.toBe(reason);
    const stop = new AbortController();
    const sleeping = systemClock.sleep(hourMs, stop.signal);
    stop.abort(reason);
    await expect(sleeping).rejects.toBe(reason);
  });
});
