import type { Clock } from './clock.js';

/** What work that takes time is given: the time, who may call it off, and where it says what it waits for. */
export interface RunningOperation {
  readonly clock: Clock;
  /** Aborted when the caller goes away or the operation's time is up. Stop then, soon; what exists is found again by name. */
  readonly signal: AbortSignal;
  /** Says what is being done or awaited, in words for a person: `waiting for 3 nodes`. Shown live, and in the error if time runs out. */
  progress(this: void, message: string): void;
  /** A number from 0 to 1, for jitter; `Math.random` where absent. */
  readonly random?: () => number;
}
