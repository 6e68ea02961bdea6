import { backOffMs, pollBackOff } from './back-off.js';
import type { CloudFailure } from './cloud-failure.js';
import type { RunningOperation } from '../../core/running-operation.js';

/** The status of a long operation of a cloud. */
export interface OperationStatus {
  readonly done: boolean;
  /** Why it failed; only where `done`. */
  readonly failure?: CloudFailure;
  /** How far it has come, for a person: `2 of 3 nodes`. */
  readonly progress?: string;
}

/**
 * Reads an operation's status, less and less often, until the operation has ended. Returns its failure where it failed.
 * `what` names the operation in progress messages: `create the cluster`.
 * @throws what `read` throws; the signal's reason when aborted
 */
export async function awaitOperation(
  what: string,
  read: () => Promise<OperationStatus>,
  running: RunningOperation,
): Promise<CloudFailure | undefined> {
  let reported = '';
  for (let attempt = 0; ; attempt++) {
    const status = await read();
    if (status.done) return status.failure;
    const message = `waiting: ${what}${status.progress === undefined ? '' : ` (${status.progress})`}`;
    if (message !== reported) running.progress(message);
    reported = message;
    await running.clock.sleep(backOffMs(attempt, pollBackOff, running.random ?? Math.random), running.signal);
  }
}
