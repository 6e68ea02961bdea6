import type { Clock } from '../../../core/clock.js';
import type { Tools } from './find-tools.js';

/** What every operation on a cluster works with. */
export interface KindParts extends Tools {
  readonly clock: Clock;
}
