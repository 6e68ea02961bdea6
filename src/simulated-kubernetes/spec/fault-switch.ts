import { parseFaults } from './simulated-faults.js';

/** Says which fault applies now, and counts the faults that were asked for a number of times. */
export class FaultSwitch {
  readonly #strikes = new Map<string, number>();
  #entries: readonly string[] = [];

  /** Replaces the faults. A fault that was there before keeps its count. */
  set(entries: readonly string[]): void {
    for (const text of this.#strikes.keys()) if (!entries.includes(text)) this.#strikes.delete(text);
    this.#entries = entries;
  }

  /** Returns the first fault `<point>:…` that is not used up, without the point, and counts it as used. */
  strike(point: string): string | undefined {
    for (const { text, name, times = Number.POSITIVE_INFINITY } of parseFaults(this.#entries)) {
      const struck = this.#strikes.get(text) ?? 0;
      if (!name.startsWith(`${point}:`) || name === 'api:other-ca' || struck >= times) continue;
      this.#strikes.set(text, struck + 1);
      return name.slice(point.length + 1);
    }
    return undefined;
  }

  /** Whether a fault is asked for, whatever its count. */
  has(name: string): boolean {
    return parseFaults(this.#entries).some((fault) => fault.name === name);
  }
}
