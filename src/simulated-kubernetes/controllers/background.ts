/** What goes on in the cluster beside the requests. All of it ends at once with `stop`. */
export class Background {
  readonly #timers = new Set<NodeJS.Timeout>();
  #stopped = false;

  /** Runs `task` in `delayMs` milliseconds. A task that fails is reported and harms nothing else. */
  later(delayMs: number, task: () => void | Promise<void>): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void run(task);
    }, delayMs);
    timer.unref();
    this.#timers.add(timer);
  }

  /** Forgets every task that has not begun. */
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
