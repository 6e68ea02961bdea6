import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import { OperationRunner, type OperationSettings } from '../../../src/core/operations/operation-runner.js';
import type { RunningOperation } from '../../../src/core/running-operation.js';
import { failureOf } from '../../support/failure-of.js';
import { ManualClock, settle } from '../../support/manual-clock.js';
import { MemoryLog } from '../../support/memory-log.js';

const limitMs = 60_000;
const graceMs = 5_000;

function setUp() {
  const clock = new ManualClock();
  const log = new MemoryLog();
  const caller = new AbortController();
  const runner = new OperationRunner(clock, log);
  const settings: OperationSettings = {
    operation: 'create',
    cluster: 'demo',
    limitMs,
    call: { signal: caller.signal },
    exclusive: true,
  };
  return { clock, log, caller, runner, settings };
}

/** Work that neither ends nor listens. */
const deaf = () => new Promise<never>(() => undefined);

/** Work that ends as soon as it is asked to, with the reason that it was given. */
function obedient({ signal }: RunningOperation): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(signal.reason as Error);
    });
  });
}

describe('an operation that goes well', () => {
  it('returns what its work returns, and leaves no timer behind', async () => {
    const { clock, runner, settings } = setUp();
    await expect(runner.run(settings, () => Promise.resolve(42))).resolves.toBe(42);
    await settle();
    expect(clock.sleeping).toBe(0);
  });

  it('says when it begins, what is awaited, and how long it took', async () => {
    const { clock, log, runner, settings } = setUp();
    const call = { ...settings.call, id: 'log-7' };
    const done = runner.run({ ...settings, call }, async ({ progress }) => {
      progress('waiting for 3 nodes');
      await clock.sleep(95_000 - limitMs);
    });
    await clock.advance(35_000);
    await done;
    const fields = { operation: 'create', cluster: 'demo', logId: 'log-7' };
    expect(log.lines).toEqual([
      { level: 'info', message: 'create begins', fields },
      { level: 'info', message: 'waiting for 3 nodes', fields: { ...fields, elapsedMs: 0 } },
      { level: 'info', message: 'still running: waiting for 3 nodes', fields: { ...fields, elapsedMs: 30_000 } },
      { level: 'info', message: 'create is done', fields: { ...fields, elapsedMs: 35_000 } },
    ]);
  });

  it('says no id of a call that has none', async () => {
    const { log, runner, settings } = setUp();
    await runner.run(settings, () => Promise.resolve());
    expect(log.lines[0]?.fields).toStrictEqual({ operation: 'create', cluster: 'demo' });
  });

  it('repeats what is awaited every half minute, and no more once it is over', async () => {
    const { clock, log, runner, settings } = setUp();
    const done = runner.run({ ...settings, limitMs: 10 * limitMs }, () => clock.sleep(100_000));
    await clock.advance(300_000);
    await done;
    expect(log.messages().filter((message) => message.startsWith('still running'))).toHaveLength(3);
  });
});

describe('an operation that fails', () => {
  it('fails with the error of its work, which is logged with its code', async () => {
    const { clock, log, runner, settings } = setUp();
    const thrown = new DriverError('QUOTA', {
      attempted: 'create demo',
      why: 'no more than 5 nodes',
      whatToDo: 'ask for more',
    });
    expect(await failureOf(() => runner.run(settings, () => Promise.reject(thrown)))).toBe(thrown);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: thrown.message, fields: { code: 'QUOTA' } });
    await settle();
    expect(clock.sleeping).toBe(0);
  });

  it.each([
    { name: 'an error', thrown: new TypeError('x is undefined'), message: 'create demo: x is undefined' },
    { name: 'a text', thrown: 'oh no', message: 'create demo: oh no' },
    { name: 'nothing', thrown: undefined, message: 'create demo: undefined' },
    {
      name: "Rancher's own words",
      thrown: new Error('cluster already exists'),
      message: 'create demo: cluster already exists',
    },
  ])('says what was attempted where its work throws $name', async ({ thrown, message }) => {
    const { log, runner, settings } = setUp();
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a provider may do so
    const error = await failureOf(() => runner.run(settings, () => Promise.reject(thrown)));
    expect(error).toMatchObject({ code: 'INTERNAL', message });
    expect(log.lines.at(-1)).toMatchObject({
      message: 'this is a defect in the driver or its provider',
      fields: { error: thrown, elapsedMs: 0 },
    });
  });

  it('fails the same way where its work throws before it returns a promise', async () => {
    const { runner, settings } = setUp();
    const work = () => {
      throw new TypeError('at once');
    };
    expect(await failureOf(() => runner.run(settings, work))).toMatchObject({ message: 'create demo: at once' });
    await expect(runner.run(settings, () => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('an operation that takes too long', () => {
  it('is asked to stop, and fails with how long it had, what was awaited and what to do', async () => {
    const { clock, runner, settings } = setUp();
    const failure = failureOf(() =>
      runner.run(settings, async (operation) => {
        operation.progress('waiting for 3 nodes');
        await obedient(operation);
      }),
    );
    await clock.advance(limitMs);
    const error = await failure;
    expect(error.code).toBe('TIMEOUT');
    expect(error.message).toBe(
      'create demo: not finished within 60 s, last seen: waiting for 3 nodes; ' +
        'try again: what exists already is found and continued',
    );
    await settle();
    expect(clock.sleeping).toBe(0);
  });

  it.each([
    { ms: 250, words: '250 ms' },
    { ms: 999, words: '999 ms' },
    { ms: 1_000, words: '1 s' },
    { ms: 119_499, words: '119 s' },
    { ms: 120_000, words: '2 min' },
    { ms: 3_600_000, words: '60 min' },
  ])('says of $ms ms that it had $words', async ({ ms, words }) => {
    const { clock, runner, settings } = setUp();
    const failure = failureOf(() => runner.run({ ...settings, limitMs: ms }, obedient));
    await clock.advance(ms);
    expect((await failure).why).toBe(`not finished within ${words}, last seen: the provider`);
  });

  it('fails with the time limit, not with what its work happened to throw when it was stopped', async () => {
    const { clock, runner, settings } = setUp();
    const failure = failureOf(() =>
      runner.run(settings, async (operation) => {
        await obedient(operation).catch(() => {
          throw new Error('Command was canceled: kind create cluster');
        });
      }),
    );
    await clock.advance(limitMs);
    expect(await failure).toMatchObject({ code: 'TIMEOUT', message: expect.stringContaining('within 60 s') });
  });

  it('keeps what its work says of what is left, where it says it as a driver error', async () => {
    const { clock, runner, settings } = setUp();
    const failure = failureOf(() =>
      runner.run(settings, async (operation) => {
        await obedient(operation).catch((reason: unknown) => {
          throw DriverError.from(reason, 'two of three nodes are left');
        });
      }),
    );
    await clock.advance(limitMs);
    expect(await failure).toMatchObject({
      code: 'TIMEOUT',
      message: expect.stringMatching(/^two of three nodes are left: create demo: not finished within 60 s/),
    });
  });

  it('is given a moment to stop by itself, and succeeds where it finishes in it', async () => {
    const { clock, runner, settings } = setUp();
    const result = runner.run(settings, async ({ signal }) => {
      await clock.sleep(limitMs + 1_000);
      return signal.aborted;
    });
    await clock.advance(limitMs + 1_000);
    await expect(result).resolves.toBe(true);
    expect(clock.sleeping).toBe(0);
  });

  it('ends for its caller even where its work never does, and says that the provider is awaited', async () => {
    const { clock, runner, settings } = setUp();
    const failure = failureOf(() => runner.run(settings, deaf));
    await clock.advance(limitMs + graceMs);
    expect(await failure).toMatchObject({ code: 'TIMEOUT', why: 'not finished within 60 s, last seen: the provider' });
    await settle();
    expect(clock.sleeping).toBe(0);
  });
});

describe('an operation whose caller goes away', () => {
  it('is not begun where the caller is gone already', async () => {
    const { caller, log, runner, settings } = setUp();
    caller.abort();
    let begun = false;
    const error = await failureOf(() =>
      runner.run(settings, () => {
        begun = true;
        return Promise.resolve();
      }),
    );
    expect(error.code).toBe('CANCELLED');
    expect(begun).toBe(false);
    expect(log.lines).toEqual([]);
  });

  it('is asked to stop, and says what it was doing', async () => {
    const { caller, clock, runner, settings } = setUp();
    const failure = failureOf(() =>
      runner.run(settings, async (operation) => {
        operation.progress('waiting for 3 nodes');
        await obedient(operation);
      }),
    );
    await settle();
    caller.abort();
    const error = await failure;
    expect(error.code).toBe('CANCELLED');
    expect(error.message).toBe('create demo: cancelled by the caller while waiting for 3 nodes');
    await settle();
    expect(clock.sleeping).toBe(0);
  });

  it('is stopped too where the caller goes away in the very moment that it begins', async () => {
    const { caller, clock, runner, settings } = setUp();
    const failure = failureOf(() =>
      runner.run(settings, () => {
        caller.abort();
        return deaf();
      }),
    );
    await clock.advance(graceMs);
    expect((await failure).code).toBe('CANCELLED');
  });
});

describe('two operations on one cluster', () => {
  it('are refused while the first is under way, with its name and age', async () => {
    const { clock, runner, settings } = setUp();
    const first = runner.run(settings, () => clock.sleep(30_000));
    await clock.advance(12_000);
    const error = await failureOf(() => runner.run({ ...settings, operation: 'update' }, deaf));
    expect(error.code).toBe('BUSY');
    expect(error.message).toBe(
      'update demo: another operation, create, has been under way for 12 s; wait until it is done',
    );
    await clock.advance(20_000);
    await first;
  });

  it.each([
    { name: 'another cluster', other: { cluster: 'other' } },
    { name: 'reading', other: { exclusive: false } },
  ])('do not get in the way of $name', async ({ other }) => {
    const { clock, runner, settings } = setUp();
    const first = runner.run(settings, () => clock.sleep(30_000));
    await expect(runner.run({ ...settings, ...other }, () => Promise.resolve(1))).resolves.toBe(1);
    await clock.advance(30_000);
    await first;
  });

  it('follow one another once the first is over, well or not', async () => {
    const { runner, settings } = setUp();
    await failureOf(() => runner.run(settings, () => Promise.reject(new Error('no'))));
    await expect(runner.run(settings, () => Promise.resolve(1))).resolves.toBe(1);
    await expect(runner.run(settings, () => Promise.resolve(2))).resolves.toBe(2);
  });

  it('stay refused while work that was given up is still at it', async () => {
    const { clock, runner, settings } = setUp();
    const first = failureOf(() => runner.run(settings, () => clock.sleep(limitMs + 60_000)));
    await clock.advance(limitMs + graceMs);
    expect((await first).code).toBe('TIMEOUT');
    expect((await failureOf(() => runner.run(settings, deaf))).code).toBe('BUSY');
    await clock.advance(60_000);
    await expect(runner.run(settings, () => Promise.resolve(1))).resolves.toBe(1);
  });
});

describe('failAll', () => {
  it('ends every operation under way with the error, and none that comes after', async () => {
    const { clock, runner, settings } = setUp();
    const one = failureOf(() => runner.run(settings, obedient));
    const two = failureOf(() => runner.run({ ...settings, cluster: 'other', exclusive: false }, deaf));
    await settle();
    const error = new DriverError('INTERNAL', { attempted: 'the provider failed outside of its call', why: 'boom' });
    runner.failAll(error);
    await clock.advance(graceMs);
    expect(await one).toBe(error);
    expect(await two).toBe(error);
    await expect(runner.run(settings, () => Promise.resolve(1))).resolves.toBe(1);
    expect(clock.sleeping).toBe(0);
  });
});

describe('work that is asked to stop', () => {
  it.each([
    {
      code: 'INTERNAL' as const,
      patienceMs: 0,
      because: 'what has thrown outside of its promise is past answering',
    },
    { code: 'CANCELLED' as const, patienceMs: graceMs, because: 'it may have something to say yet' },
  ])('after $code is waited for $patienceMs ms: $because', async ({ code, patienceMs }) => {
    const { clock, runner, settings } = setUp();
    let ended = false;
    const failure = failureOf(() => runner.run(settings, deaf)).finally(() => {
      ended = true;
    });
    await settle();
    runner.failAll(new DriverError(code, { why: 'boom' }));
    if (patienceMs > 0) await clock.advance(patienceMs - 1);
    expect(ended).toBe(false);
    await clock.advance(patienceMs === 0 ? 0 : 1);
    expect(ended).toBe(true);
    expect((await failure).code).toBe(code);
  });
});

describe('stopAll', () => {
  it('ends every operation under way, and says of each what it was, what it waited for and what to do', async () => {
    const { clock, runner, settings } = setUp();
    const failed = failureOf(() =>
      runner.run(settings, async (operation) => {
        operation.progress('waiting for nodes');
        return obedient(operation);
      }),
    );
    await settle();
    runner.stopAll();
    await clock.advance(graceMs);
    const { code, message } = await failed;
    expect(code).toBe('CANCELLED');
    expect(message).toBe('create demo: the driver was asked to stop while waiting for nodes; try again');
  });
});
