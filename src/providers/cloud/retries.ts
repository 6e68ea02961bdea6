import type { RunningOperation } from '../../core/running-operation.js';

/** How often in a row the same work may fail for a transient reason. */
const usualAttempts = 6;

/** Counts consecutive failures of repeated work, and waits between them. */
export class Retries {
  private failures = 0;

  constructor(
    private readonly running: RunningOperation,
    private readonly attempts = usualAttempts,
  ) {}

  /** How many failures in a row there were. */
  get count(): number {
    return this.failures;
  }

  /** Notes that the work has succeeded, so that the next failure is the first again. */
  succeeded(): void {
    this.failures = 0;
  }

  /**
   * Notes a failure and waits until the work may be done again. `delayMs` is undefined where the failure is final.
   * @throws `thrown` where the failure is final, or one too many in a row; the signal's reason when aborted
   */
  async failed(thrown: unknown, delayMs: number | undefined): Promise<void> {
    this.failures += 1;
    if (delayMs === undefined || this.failures >= this.attempts) throw thrown;
    await this.running.clock.sleep(delayMs, this.running.signal);
  }
}
