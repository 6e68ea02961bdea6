/** How waiting times grow, in milliseconds. */
export interface BackOff {
  readonly firstMs: number;
  readonly factor: number;
  readonly maxMs: number;
}

/** For retries of a failed call. */
export const retryBackOff: BackOff = { firstMs: 1_000, factor: 2, maxMs: 30_000 };

/** For reading the status of an operation that takes minutes. */
export const pollBackOff: BackOff = { firstMs: 2_000, factor: 1.4, maxMs: 15_000 };

/**
 * Returns how long to wait before attempt number `attempt` (0 is the first wait), in milliseconds. Half of the growing
 * time is fixed and half is random, so that many drivers that were cut off together do not retry together. Never less
 * than `atLeastMs`.
 */
export function backOffMs(attempt: number, backOff: BackOff, random: () => number, atLeastMs = 0): number {
  const fullMs = Math.min(backOff.maxMs, backOff.firstMs * backOff.factor ** Math.min(attempt, 64));
  return Math.max(atLeastMs, Math.round(fullMs * (0.5 + 0.5 * random())));
}
