import { DriverError } from '../../core/driver-error.js';

/** How often the same change may succeed before the driver concludes that the cloud does not keep it. */
const mostRepeats = 3;

/** Ends a convergence that would never end, because the cloud accepts a change and does not keep it. */
export class StepGuard {
  private readonly asked = new Map<string, number>();

  /**
   * Counts a change that the cloud has accepted and completed.
   * @throws UNAVAILABLE where it was completed too often and is still needed
   */
  count(step: object, what: string): void {
    const key = JSON.stringify(step);
    const times = (this.asked.get(key) ?? 0) + 1;
    this.asked.set(key, times);
    if (times < mostRepeats) return;
    const why = `the cloud has reported it as done ${String(times)} times, but the cluster does not show it`;
    throw new DriverError('UNAVAILABLE', {
      attempted: what,
      why,
      whatToDo: `compare the options with what the cloud's console shows`,
    });
  }
}
