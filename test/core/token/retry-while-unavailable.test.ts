import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import { retryWhileUnavailable } from '../../../src/core/token/retry-while-unavailable.js';
import { failureOf } from '../../support/failure-of.js';
import { ManualClock } from '../../support/manual-clock.js';

/** Work whose first tries fail with `code`. */
function setUp(failures: number, code: 'UNAVAILABLE' | 'FORBIDDEN' = 'UNAVAILABLE') {
  const clock = new ManualClock();
  const stop = new AbortController();
  const said: string[] = [];
  const triedAt: number[] = [];
  const begun = clock.now();
  const work = () => {
    triedAt.push((clock.now() - begun) / 1_000);
    if (triedAt.length > failures) return Promise.resolve('done');
    return Promise.reject(new DriverError(code, { why: `refused ${String(triedAt.length)}` }));
  };
  const progress = (message: string) => {
    said.push(message);
  };
  const run = () => retryWhileUnavailable(work, { clock, signal: stop.signal, progress });
  return { clock, stop, said, triedAt, run };
}

describe('work whose other side is away', () => {
  it('is done again, later and later, for half a minute; then its last failure counts', async () => {
    const { clock, said, triedAt, run } = setUp(100);
    const failure = failureOf(run);
    await clock.advance(120_000);
    expect(await failure).toMatchObject({ code: 'UNAVAILABLE', message: 'refused 6' });
    expect(triedAt).toEqual([0, 1, 3, 7, 15, 30]);
    expect(said.at(-1)).toBe('waiting for the server to answer: refused 5');
    expect(clock.sleeping).toBe(0);
  });

  it('succeeds with the first try that does', async () => {
    const { clock, triedAt, run } = setUp(2);
    const result = run();
    await clock.advance(120_000);
    await expect(result).resolves.toBe('done');
    expect(triedAt).toEqual([0, 1, 3]);
  });

  it('is not done again after another failure', async () => {
    const { triedAt, run } = setUp(100, 'FORBIDDEN');
    expect(await failureOf(run)).toMatchObject({ code: 'FORBIDDEN' });
    expect(triedAt).toEqual([0]);
  });

  it('is not done again once it is called off', async () => {
    const { clock, stop, triedAt, run } = setUp(100);
    const failure = failureOf(run);
    await clock.advance(500);
    stop.abort(new DriverError('CANCELLED', { why: 'enough' }));
    expect(await failure).toMatchObject({ code: 'CANCELLED', message: 'enough' });
    expect(triedAt).toEqual([0]);
  });
});
