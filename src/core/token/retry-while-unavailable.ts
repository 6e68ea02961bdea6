import type { RunningOperation } from '../running-operation.js';
import { isDriverError } from '../driver-error.js';

/**
 * Half a minute in all: about as long as a control plane is unreachable when it is moved, or when its load balancer
 * changes.
 */
const waitsMs = [1_000, 2_000, 4_000, 8_000, 15_000];

/**
 * Runs `work`, and repeats it while the server is unavailable. `work` must be safe to repeat.
 * @throws its last failure; a failure that is not UNAVAILABLE at once; the signal's reason when aborted
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
      progress(`waiting for the server to answer: ${thrown.message}`);
      await clock.sleep(waitMs, signal);
    }
  }
  return work();
}
