import { backOffMs, retryBackOff } from './back-off.js';
import { failureIn, treatmentOf } from './cloud-failure.js';
import { Retries } from './retries.js';
import type { RunningOperation } from '../../core/running-operation.js';

/** The longest wait that a cloud can ask for, in milliseconds. */
const longestRetryAfterMs = 5 * 60_000;

/**
 * Makes a call, and repeats it while its failure is transient. The call must be safe to repeat.
 * @throws the last failure after `attempts` attempts; a failure that is not transient at once; the signal's reason when
 * aborted
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

/**
 * Returns how long to wait before a failed call is repeated, in milliseconds; undefined where it must not be repeated.
 */
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

/**
 * Whether the cloud refused a call because another operation is running. The status of the cluster does not always show
 * that operation.
 */
export function isBusyFailure(thrown: unknown): boolean {
  const failure = failureIn(thrown);
  return failure !== undefined && treatmentOf[failure.kind].retry === 'when-free';
}
