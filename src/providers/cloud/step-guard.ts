import { DriverError } from '../../core/driver-error.js';

/** How often the same change may be asked for before it is taken as one that the cloud does not keep. */
const mostRepeats = 3;

/** Ends a convergence that does not converge: a change that the cloud accepts and does not keep would be paid for for ever. */
export class StepGuard {
  private readonly asked = new Map<string, number>();

  /**
   * Counts a change that was accepted and ended well.
   * @throws UNAVAILABLE where it has ended well too often and is still wanted
   */
  count(step: object, what: string): void {
    const key = JSON.stringify(step);
    const times = (this.asked.get(key) ?? 0) + 1;
    this.asked.set(key, times);
    if (times < mostRepeats) return;
    const why = `the cloud says that it is done, ${String(times)} times by now, and does not show it`;
    throw new DriverError('UNAVAILABLE', {
      attempted: what,
      why,
      whatToDo: `compare the options with what the cloud's console shows`,
    });
  }
}
