import type { Clock } from '../../core/clock.js';

/** What is needed to wait for a cloud: time, chance, and somebody who may call it off or wants to know how it goes. */
export interface Waiting {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Says what is awaited, in words for a person. */
  readonly progress: (message: string) => void;
  /** A number from 0 to 1, for jitter; `Math.random` where absent. */
  readonly random?: () => number;
}
