/** How waiting times grow. Milliseconds. */
export interface BackOff {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

/** For a call that failed and is made again. */
export const retryBackOff: BackOff = { firstMs: 1_000, factor: 2, maxMs: 30_000 };

/** For asking whether something is done that takes minutes. */
export const pollBackOff: BackOff = { firstMs: 2_000, factor: 1.4, maxMs: 15_000 };

/**
 * How long to wait before attempt number `attempt` (0 is the first wait), in milliseconds: half of the growing time is fixed, half
 * is chance, so that many drivers that were cut off together do not come back together. Never less than `atLeastMs`.
 */
export function backOffMs(attempt: number, backOff: BackOff, random: () => number, atLeastMs = 0): number {
  const fullMs = Math.min(backOff.maxMs, backOff.firstMs * backOff.factor ** Math.min(attempt, 64));
  return Math.max(atLeastMs, Math.round(fullMs * (0.5 + 0.5 * random())));
}
