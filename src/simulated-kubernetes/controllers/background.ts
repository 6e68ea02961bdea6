/** Runs the work of the cluster that no request waits for. `stop` ends all of it at once. */
export class Background {
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Runs `task` after `delayMs` milliseconds. A task that fails is reported, and the others go on. */
  later(delayMs: number, task: () => void | Promise<void>): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void run(task);
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  /** Drops every task that has not begun. */
  stop(): void {
    this.#stopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }
}

async function run(task: () => void | Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    console.error(error);
  }
}
