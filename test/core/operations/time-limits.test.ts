import { describe, expect, it } from '@jest/globals';
import type { TimeLimits } from '../../../src/core/contract/time-limits.js';
import { composeForTest } from '../../support/compose-for-test.js';
import { alwaysDoing, everyOperation, type OperationName } from './support/every-operation.js';

const minuteMs = 60_000;
const graceMs = 5_000;

const limits: readonly {
  readonly operation: OperationName;
  readonly limit: keyof TimeLimits;
  readonly minutes: number;
}[] = [
  { operation: 'create', limit: 'createMs', minutes: 60 },
  { operation: 'update', limit: 'updateMs', minutes: 60 },
  { operation: 'set-version', limit: 'updateMs', minutes: 60 },
  { operation: 'set-cluster-size', limit: 'updateMs', minutes: 60 },
  { operation: 'remove', limit: 'removeMs', minutes: 30 },
  { operation: 'etcd-save', limit: 'snapshotMs', minutes: 15 },
  { operation: 'etcd-restore', limit: 'snapshotMs', minutes: 15 },
  { operation: 'etcd-remove-snapshot', limit: 'snapshotMs', minutes: 15 },
  { operation: 'post-check', limit: 'postCheckMs', minutes: 5 },
  { operation: 'get-version', limit: 'readMs', minutes: 1 },
  { operation: 'get-cluster-size', limit: 'readMs', minutes: 1 },
];

/** A driver whose provider neither ends nor listens, and what came of `operation` so far. */
function begin(operation: OperationName, timeLimits: Partial<TimeLimits>) {
  const parts = alwaysDoing(() => new Promise(() => undefined));
  const { driver, clock } = composeForTest({ ...parts, timeLimits });
  const call = { signal: new AbortController().signal };
  const outcome = { code: 'under way' };
  everyOperation[operation](driver, call).catch((thrown: unknown) => {
    outcome.code = (thrown as { code: string }).code;
  });
  return { clock, outcome };
}

describe('the time that an operation has', () => {
  it.each(limits)('is $minutes min for $operation', async ({ operation, minutes }) => {
    const { clock, outcome } = begin(operation, {});
    await clock.advance(minutes * minuteMs + graceMs - 1);
    expect(outcome.code).toBe('under way');
    await clock.advance(1);
    expect(outcome.code).toBe('TIMEOUT');
  });

  it.each(limits)("is the provider's $limit for $operation, where it says one", async ({ operation, limit }) => {
    const { clock, outcome } = begin(operation, { [limit]: 7 * minuteMs });
    await clock.advance(7 * minuteMs + graceMs - 1);
    expect(outcome.code).toBe('under way');
    await clock.advance(1);
    expect(outcome.code).toBe('TIMEOUT');
  });
});
