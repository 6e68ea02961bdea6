import type { Clock } from '../../core/clock.js';

interface Entry {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/**
 * Keeps what a cloud offers (versions, regions, machine types) for a while, since it is asked for more often than it changes.
 * Loads what is not there or too old; whoever asks meanwhile waits for the same load; a failed load is forgotten.
 */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clock: Clock,
    private readonly timeToLiveMs = 10 * 60_000,
  ) {}

  /** What is kept under `key`, from `load` where needed. */
  get<T>(key: string, load: () => Promise<T>): Promise<T> {
    const kept = this.entries.get(key);
    if (kept !== undefined && kept.until > this.clock.now()) return kept.value as Promise<T>;
    const value = load();
    const entry = { value, until: this.clock.now() + this.timeToLiveMs };
    this.entries.set(key, entry);
    value.catch(() => {
      if (this.entries.get(key) === entry) this.entries.delete(key);
    });
    return value;
  }
}
