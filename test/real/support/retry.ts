/** Waits in real time, for what happens in real processes, until `check` throws no more. */
export async function retry<T>(check: () => Promise<T>, limitMs: number): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    try {
      return await check();
    } catch (thrown) {
      if (Date.now() > deadline) throw thrown;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
