/** Knows how many pieces of work are not done yet. */
export class InFlight {
  private count = 0;
  private readonly waiting = new Set<() => void>();

  /** Runs `work` as one of them. */
  async during<T>(work: () => Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work();
    } finally {
      this.count -= 1;
      if (this.count === 0) for (const resolve of this.waiting) resolve();
    }
  }

  /** Resolves as soon as there is none, or after `limitMs`. */
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
