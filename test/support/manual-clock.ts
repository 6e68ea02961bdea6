import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.js';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A clock that stands still until a test moves it. */
export class ManualClock implements Clock {
  private time = Date.UTC(2026, 0, 1);
  private readonly sleepers = new Set<Sleeper>();

  now(): number {
    return this.time;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const abort = () => {
        this.sleepers.delete(sleeper);
        reject(signal?.reason as Error);
      };
      const sleeper: Sleeper = {
        wakesAt: this.time + ms,
        wake: () => {
          signal?.removeEventListener('abort', abort);
          resolve();
        },
      };
      this.sleepers.add(sleeper);
      signal?.addEventListener('abort', abort, { once: true });
    });
  }

  /** How many wait for the time to pass: 0 once everything is over, or a timer was left behind. */
  get sleeping(): number {
    return this.sleepers.size;
  }

  /** Moves the time on, waking whoever is due in the right order and letting each do what it wakes for. */
  async advance(ms: number): Promise<void> {
    const end = this.time + ms;
    await settle();
    for (let next = this.nextUntil(end); next !== undefined; next = this.nextUntil(end)) {
      this.time = Math.max(this.time, next.wakesAt);
      this.sleepers.delete(next);
      next.wake();
      await settle();
    }
    this.time = end;
  }

  /** Moves the time on until `work` has ended, well or badly. @throws where it waits for something else than the time */
  async runUntil(work: Promise<unknown>): Promise<void> {
    const state = { ended: false };
    const end = () => {
      state.ended = true;
    };
    work.then(end, end);
    for (let steps = 0; steps < 10_000; steps++) {
      await settle();
      if (state.ended) return;
      const next = this.nextUntil(Number.POSITIVE_INFINITY);
      if (next === undefined) break;
      await this.advance(next.wakesAt - this.time);
    }
    throw new Error('the work does not end by the passing of time');
  }

  private nextUntil(end: number): Sleeper | undefined {
    const due = [...this.sleepers].filter(({ wakesAt }) => wakesAt <= end);
    return due.sort((one, other) => one.wakesAt - other.wakesAt)[0];
  }
}

/** Lets everything run that waits for nothing but its turn. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}
