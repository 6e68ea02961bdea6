import type { Clock } from '../../core/clock.js';
import { DriverError, isDriverError, messageOf } from '../../core/driver-error.js';

/** How long Rancher waits until a driver answers: 5 s, then seven tries with 1, 4, 9, 16, 25 and 36 s between them. */
export const livenessPatienceMs = 96_000;

const firstPauseMs = 25;
const longestPauseMs = 500;

/**
 * Resolves as soon as `probe` (a call of GetCapabilities) succeeds.
 * @throws UNAVAILABLE when no probe succeeds in the time that Rancher waits; UNIMPLEMENTED at once, since a retry would get
 * the same answer; whatever `ended` throws, as soon as it does
 */
export async function waitUntilAlive(
  probe: () => Promise<unknown>,
  ended: () => void,
  clock: Clock,
  signal: AbortSignal,
): Promise<void> {
  const deadline = clock.now() + livenessPatienceMs;
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.2, longestPauseMs)) {
    signal.throwIfAborted();
    try {
      await probe();
      return;
    } catch (cause) {
      ended();
      if (isDriverError(cause) && cause.code === 'UNIMPLEMENTED') {
        throw new DriverError('UNIMPLEMENTED', {
          attempted: 'start the driver',
          why: 'it has no GetCapabilities',
          whatToDo: 'is it a cluster driver?',
          cause,
        });
      }
      if (clock.now() >= deadline) {
        const waited = `it did not answer GetCapabilities within ${String(livenessPatienceMs / 1000)} s`;
        throw new DriverError('UNAVAILABLE', {
          attempted: 'start the driver',
          why: `${waited}: ${messageOf(cause)}`,
          cause,
        });
      }
    }
    await clock.sleep(pauseMs, signal);
  }
}
