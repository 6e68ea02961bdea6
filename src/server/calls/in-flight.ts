/** Counts work that is not done yet. */
export class InFlight {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  /** Runs `work` and counts it meanwhile. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work();
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const resolve of this.waiting) resolve();
    }
  }

  /** Resolves when no work is left, or after `limitMs`. */
  async none(limitMs: number): Promise<void> {
    if (this.count === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, limitMs);
      this.waiting.add(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
