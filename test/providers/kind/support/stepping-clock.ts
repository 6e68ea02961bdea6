import type { Clock } from '../../../../src/core/clock.js';

/** A clock that goes on only when somebody sleeps, and then at once; `onStep` hears of it. */
export class SteppingClock implements Clock {
  private time = Date.UTC(2026, 0, 1);

  constructor(private readonly onStep: (now: number) => void = () => undefined) {}

  now(): number {
    return this.time;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.time += ms;
    this.onStep(this.time);
    await Promise.resolve();
    signal?.throwIfAborted();
  }
}
