import { backOffMs, retryBackOff } from './back-off.js';
import { failureIn, treatmentOf } from './cloud-failure.js';
import type { Waiting } from './waiting.js';

/** A cloud is left alone for as long as it asks, up to this. */
const longestRetryAfterMs = 5 * 60_000;

/**
 * Makes a call that may safely be made twice, again and again while its failure is transient.
 * @throws the last failure after `attempts` attempts; at once what is not transient; the signal's reason when aborted
 */
export async function retryCall<T>(call: () => Promise<T>, waiting: Waiting, attempts = 6): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await call();
    } catch (thrown) {
      const delayMs = retryDelayMs(thrown, attempt, waiting);
      if (delayMs === undefined || attempt + 1 >= attempts) throw thrown;
      await waiting.clock.sleep(delayMs, waiting.signal);
    }
  }
}

/** How long to wait before a failed call is made again, in milliseconds; undefined where that is useless or not asked for. */
export function retryDelayMs(thrown: unknown, attempt: number, { signal, random }: Waiting): number | undefined {
  const failure = failureIn(thrown);
  if (signal.aborted || failure === undefined || treatmentOf[failure.kind].retry !== 'soon') return undefined;
  const asked = Math.min(failure.retryAfterMs ?? 0, longestRetryAfterMs);
  return backOffMs(attempt, retryBackOff, random ?? Math.random, asked);
}
