import type { Clock } from './clock.js';

/** What long work is given: the clock, a signal to stop, and a way to report progress. */
export interface RunningOperation {
  readonly clock: Clock;
  /**
   * Aborted when the caller disconnects or the operation's time is up. The work has to stop soon then; the next
   * operation finds by name what exists.
   */
  readonly signal: AbortSignal;
  /**
   * Reports what is being done or awaited, for a person: `waiting for 3 nodes`. It is shown live, and in the error of a
   * timeout.
   */
  progress(this: void, message: string): void;
  /** A number from 0 to 1, for jitter; `Math.random` where absent. */
  readonly random?: () => number;
}
