import { backOffMs, retryBackOff } from './back-off.js';
import { failureIn, treatmentOf } from './cloud-failure.js';
import { Retries } from './retries.js';
import type { RunningOperation } from '../../core/running-operation.js';

/** A cloud is left alone for as long as it asks, up to this. */
const longestRetryAfterMs = 5 * 60_000;

/**
 * Makes a call that may safely be made twice, again and again while its failure is transient.
 * @throws the last failure after `attempts` attempts; at once what is not transient; the signal's reason when aborted
 */
export async function retryCall<T>(call: () => Promise<T>, running: RunningOperation, attempts?: number): Promise<T> {
  const retries = new Retries(running, attempts);
  for (;;) {
    try {
      return await call();
    } catch (thrown) {
      await retries.failed(thrown, retryDelayMs(thrown, retries.count, running));
    }
  }
}

/** How long to wait before a failed call is made again, in milliseconds; undefined where that is useless or not asked for. */
export function retryDelayMs(
  thrown: unknown,
  attempt: number,
  { signal, random }: RunningOperation,
): number | undefined {
  const failure = failureIn(thrown);
  if (signal.aborted || failure === undefined || treatmentOf[failure.kind].retry !== 'soon') return undefined;
  const asked = Math.min(failure.retryAfterMs ?? 0, longestRetryAfterMs);
  return backOffMs(attempt, retryBackOff, random ?? Math.random, asked);
}

/** Whether the cloud refused because something else is under way, which the status of what it works on does not always show. */
export function isBusyFailure(thrown: unknown): boolean {
  const failure = failureIn(thrown);
  return failure !== undefined && treatmentOf[failure.kind].retry === 'when-free';
}
