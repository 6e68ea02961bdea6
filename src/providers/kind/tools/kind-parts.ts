import type { Clock } from '../../../core/clock.js';
import type { Tools } from './find-tools.js';

/** The parts that every operation on a cluster uses. */
export interface KindParts extends Tools {
  readonly clock: Clock;
}
