import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { failureOf } from '../../support/failure-of.js';
import { driverFor, type GkeHarness, startGkeHarness } from './support/gke-harness.js';

let harness: GkeHarness;

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  await harness.stop();
});

/** Aborts at the request number `nth` of a method. */
function abortAt(rpc: string, nth: number): AbortSignal {
  const stop = new AbortController();
  let seen = 0;
  harness.double.hooks.before = (request) => {
    if (request.rpc === rpc && ++seen === nth)
      stop.abort(new DriverError('CANCELLED', { why: 'the caller went away' }));
  };
  return stop.signal;
}

describe('an operation that is called off', () => {
  it('stops asking, and another process takes up the wait by the id in the state', async () => {
    harness = await startGkeHarness({ operations: { polls: 8 } });
    const signal = abortAt('GetOperation', 3);
    const failed = await harness.create({}, emptyClusterInfo, signal);
    expect(failed.createError).toContain(harness.saysWhenCalledOff);
    const asked = harness.double.requests.length;
    await delay(100);
    expect(harness.double.requests).toHaveLength(asked);
    delete harness.double.hooks.before;

    const operation = harness.double.snapshot().operations[0]?.name ?? '';
    expect(failed.metadata.state).toContain(operation);
    harness.double.forgetRequests();
    const credential = String(harness.basics.credential);
    const info = await driverFor(harness.double).create({ credential }, failed);
    expect(info.createError).toBe('');
    expect(harness.double.requests.find(({ kind }) => kind === 'reading')?.path).toContain(operation);
    expect(harness.writes()).toEqual([]);
    expect(info.metadata.state).not.toContain(operation);
  });

  it('is gone on with where Google has forgotten the operation that the state names', async () => {
    harness = await startGkeHarness({ operations: { polls: 4 } });
    const failed = await harness.create({}, emptyClusterInfo, abortAt('GetOperation', 2));
    delete harness.double.hooks.before;
    const operation = harness.double.snapshot().operations[0]?.name ?? '';
    await harness.double.finishOperations();
    harness.double.forgetRequests();
    const state = failed.metadata.state?.replace(operation, 'operation-1-forgotten') ?? '';
    const credential = String(harness.basics.credential);
    const info = await driverFor(harness.double).create({ credential }, { ...failed, metadata: { state } });
    expect(info.createError).toBe('');
    expect(harness.double.requests.map(({ path }) => path).join()).toContain('operation-1-forgotten');
    expect(harness.writes()).toEqual([]);
  });

  it('ends where a deletion never does', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    harness.double.script({ on: { rpc: 'DeleteCluster' }, do: { kind: 'stuck' } });
    const signal = abortAt('GetOperation', 5);
    const error = await failureOf(() => harness.remove(info, signal));
    expect(error.code).toBe('CANCELLED');
    expect(error.message).toContain('waiting: delete the cluster c-abcde');
  });

  it('is made anew where the operation failed and somebody has cleared away what it left', async () => {
    harness = await startGkeHarness({
      faults: [
        { on: { rpc: 'CreateCluster' }, do: { kind: 'operation-error', status: 'INTERNAL', message: 'No luck.' } },
      ],
    });
    const failed = await harness.create();
    expect(failed.createError).toContain('No luck.');
    await harness.remove(failed);
    const info = await harness.create({}, failed);
    expect(info.createError).toBe('');
  });
});
