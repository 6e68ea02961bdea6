import type { Clock } from '../../core/clock.js';

interface Entry {
  readonly value: Promise<unknown>;
  readonly until: number;
}

/**
 * Caches what a cloud offers (versions, regions, machine types) for a while, because it is read more often than it
 * changes. A missing or old entry is loaded; callers that ask meanwhile wait for the same load. A failed load is not
 * kept.
 */
export class Catalogue {
  private readonly entries = new Map<string, Entry>();

  constructor(
    private readonly clock: Clock,
    private readonly timeToLiveMs = 10 * 60_000,
  ) {}

  /** Returns the entry under `key`; calls `load` where there is none, or an old one. */
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
