import { setTimeout as delay } from 'node:timers/promises';

/** How long something may take that a real process or timer does, in milliseconds: long enough for a busy machine. */
const patienceMs = 10_000;

/**
 * Asks `look` again and again, until it answers with something else than `undefined` or `false`, and returns that.
 * @throws saying what was awaited, when that takes too long
 */
export async function eventually<T>(awaited: string, look: () => T | Promise<T>): Promise<NonNullable<T>> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (Date.now() >= deadline) throw new Error(`waited in vain for: ${awaited}`);
    await delay(5);
  }
}
