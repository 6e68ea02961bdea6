import { backOffMs, pollBackOff } from './back-off.js';
import type { CloudFailure } from './cloud-failure.js';
import type { RunningOperation } from '../../core/running-operation.js';

/** How a long operation of a cloud stands. */
export interface OperationStatus {
  readonly done: boolean;
  /** Why it ended badly; only where `done`. */
  readonly failure?: CloudFailure;
  /** How far it is, in words for a person: `2 of 3 nodes`. */
  readonly progress?: string;
}

/**
 * Asks for an operation's status, less and less often, until it has ended; returns why, where it ended badly. `what` names it in
 * what is said meanwhile: `create the cluster`.
 * @throws what `read` throws; the signal's reason when aborted
 */
export async function awaitOperation(
  what: string,
  read: () => Promise<OperationStatus>,
  running: RunningOperation,
): Promise<CloudFailure | undefined> {
  let said = '';
  for (let attempt = 0; ; attempt++) {
    const status = await read();
    if (status.done) return status.failure;
    const message = `waiting: ${what}${status.progress === undefined ? '' : ` (${status.progress})`}`;
    if (message !== said) running.progress(message);
    said = message;
    await running.clock.sleep(backOffMs(attempt, pollBackOff, running.random ?? Math.random), running.signal);
  }
}
