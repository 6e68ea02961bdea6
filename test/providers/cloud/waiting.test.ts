import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import { awaitOperation, type OperationStatus } from '../../../src/providers/cloud/await-operation.js';
import { backOffMs, pollBackOff, retryBackOff } from '../../../src/providers/cloud/back-off.js';
import {
  type CloudFailure,
  cloudError,
  type FailureKind,
  treatmentOf,
} from '../../../src/providers/cloud/cloud-failure.js';
import { retryCall } from '../../../src/providers/cloud/retry-call.js';
import { StepGuard } from '../../../src/providers/cloud/step-guard.js';
import type { RunningOperation } from '../../../src/core/running-operation.js';
import { failureOf } from '../../support/failure-of.js';
import { ManualClock } from '../../support/manual-clock.js';

function waitingOn(
  clock: ManualClock,
  signal = new AbortController().signal,
): RunningOperation & { readonly said: string[] } {
  const said: string[] = [];
  return { clock, signal, said, random: () => 1, progress: (message) => said.push(message) };
}

const failing = (failure: Partial<CloudFailure> & { readonly kind: FailureKind }) =>
  cloudError('ask', { why: 'it went wrong', ...failure });

describe('back-off', () => {
  it('grows to its limit, with chance in its upper half', () => {
    const times = [0, 1, 2, 3, 4, 5, 100].map((attempt) => backOffMs(attempt, retryBackOff, () => 1));
    expect(times).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    expect(backOffMs(2, retryBackOff, () => 0)).toBe(2_000);
    expect(backOffMs(0, pollBackOff, () => 0, 7_000)).toBe(7_000);
  });
});

describe('a call that is made again', () => {
  it('is made until it succeeds, waiting longer each time', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const result = retryCall(
      () => (++calls < 4 ? Promise.reject(failing({ kind: 'transient' })) : Promise.resolve('done')),
      waitingOn(clock),
    );
    await clock.advance(6_999);
    expect(calls).toBe(3);
    await clock.advance(1);
    expect(await result).toBe('done');
    expect(clock.sleeping).toBe(0);
  });

  it('waits as long as it is asked to', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const result = retryCall(
      () => (++calls < 2 ? Promise.reject(failing({ kind: 'transient', retryAfterMs: 20_000 })) : Promise.resolve(1)),
      waitingOn(clock),
    );
    await clock.advance(19_999);
    expect(calls).toBe(1);
    await clock.advance(1);
    expect(await result).toBe(1);
  });

  it.each((Object.keys(treatmentOf) as FailureKind[]).filter((kind) => treatmentOf[kind].retry !== 'soon'))(
    'is not made again where the failure is %s',
    async (kind) => {
      let calls = 0;
      const error = await failureOf(() =>
        retryCall(() => {
          calls++;
          return Promise.reject(failing({ kind }));
        }, waitingOn(new ManualClock())),
      );
      expect(error.code).toBe(treatmentOf[kind].code);
      expect(calls).toBe(1);
    },
  );

  it('is given up after six attempts', async () => {
    const clock = new ManualClock();
    let calls = 0;
    const result = failureOf(() =>
      retryCall(() => {
        calls++;
        return Promise.reject(failing({ kind: 'transient' }));
      }, waitingOn(clock)),
    );
    await clock.advance(200_000);
    expect((await result).message).toBe('ask: it went wrong; try again: what exists already is found and continued');
    expect(calls).toBe(6);
  });
});

describe('an operation', () => {
  const statuses = (...list: readonly OperationStatus[]) => {
    const left = [...list];
    let reads = 0;
    return {
      read: () => {
        reads++;
        return Promise.resolve(left.shift() ?? { done: true });
      },
      reads: () => reads,
    };
  };

  it('is asked for until it has ended, and says how far it is when that changes', async () => {
    const clock = new ManualClock();
    const running = waitingOn(clock);
    const { read, reads } = statuses(
      { done: false },
      { done: false },
      { done: false, progress: '1 of 3 nodes' },
      { done: true },
    );
    const outcome = awaitOperation('create the cluster', read, running);
    await clock.advance(60_000);
    expect(await outcome).toBeUndefined();
    expect(reads()).toBe(4);
    expect(running.said).toEqual(['waiting: create the cluster', 'waiting: create the cluster (1 of 3 nodes)']);
  });

  it('brings its failure, and waits no longer', async () => {
    const failure: CloudFailure = { kind: 'quota', why: 'too many processors' };
    const { read } = statuses({ done: true, failure });
    expect(await awaitOperation('create the cluster', read, waitingOn(new ManualClock()))).toBe(failure);
  });

  it('is left as soon as the signal is aborted', async () => {
    const clock = new ManualClock();
    const stop = new AbortController();
    const error = failureOf(() =>
      awaitOperation('create the cluster', () => Promise.resolve({ done: false }), waitingOn(clock, stop.signal)),
    );
    await clock.advance(1);
    stop.abort(new DriverError('CANCELLED', { why: 'stopped' }));
    expect((await error).code).toBe('CANCELLED');
    expect(clock.sleeping).toBe(0);
  });
});

describe('the guard against a change that the cloud does not keep', () => {
  it('lets it be asked for twice, not three times', async () => {
    const guard = new StepGuard();
    guard.count({ resize: 3 }, 'resize');
    guard.count({ resize: 3 }, 'resize');
    guard.count({ resize: 4 }, 'resize');
    const error = await failureOf(() => {
      guard.count({ resize: 3 }, 'resize');
    });
    expect(error.message).toContain('does not show it');
  });
});
