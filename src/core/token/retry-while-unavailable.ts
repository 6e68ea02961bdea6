import type { RunningOperation } from '../running-operation.js';
import { isDriverError } from '../driver-error.js';

/** Half a minute in all: what a control plane is away for when it is moved, or when a load balancer in front of it turns. */
const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Does `work`, which may be done twice, and does it again while its other side is away.
 * @throws its last failure; at once where that is not UNAVAILABLE; the signal's reason when aborted
 */
export async function retryWhileUnavailable<T>(
  work: () => Promise<T>,
  { clock, signal, progress }: RunningOperation,
): Promise<T> {
  for (const waitMs of waitsMs) {
    try {
      return await work();
    } catch (thrown) {
      if (!isDriverError(thrown) || thrown.code !== 'UNAVAILABLE') throw thrown;
      progress(`waiting for what is away: ${thrown.message}`);
      await clock.sleep(waitMs, signal);
    }
  }
  return work();
}
