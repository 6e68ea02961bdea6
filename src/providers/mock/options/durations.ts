/** The form of an option that holds a duration: `250ms`, `2s`, `1m`. */
export const durationPattern = /^\d{1,6}(ms|s|m)$/;

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000 };

/** Reads a text that matches `durationPattern` as milliseconds. */
export function durationMs(text: string): number {
  const [, amount = '0', unit = 'ms'] = /^(\d+)([a-z]+)$/.exec(text) ?? [];
  return Number(amount) * (unitMs[unit] ?? 1);
}
