import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { failureOf } from '../../support/failure-of.js';
import { driverFor, type GkeBench, startGkeBench } from './support/gke-bench.js';

let bench: GkeBench;

afterEach(async () => {
  expect(bench.double.violations).toEqual([]);
  await bench.stop();
});

/** Aborts at the request number `nth` of a method. */
function abortAt(rpc: string, nth: number): AbortSignal {
  const stop = new AbortController();
  let seen = 0;
  bench.double.hooks.before = (request) => {
    if (request.rpc === rpc && ++seen === nth) stop.abort(new DriverError('CANCELLED', 'the caller went away'));
  };
  return stop.signal;
}

describe('an operation that is called off', () => {
  it('stops asking, and another process takes up the wait by the id in the state', async () => {
    bench = await startGkeBench({ operations: { polls: 8 } });
    const signal = abortAt('GetOperation', 3);
    const failed = await bench.create({}, emptyClusterInfo, signal);
    expect(failed.createError).toContain(bench.saysWhenCalledOff);
    const asked = bench.double.requests.length;
    await delay(100);
    expect(bench.double.requests).toHaveLength(asked);
    delete bench.double.hooks.before;

    const operation = bench.double.snapshot().operations[0]?.name ?? '';
    expect(failed.metadata.state).toContain(operation);
    bench.double.forgetRequests();
    const credential = String(bench.basics.credential);
    const info = await driverFor(bench.double).create({ credential }, failed);
    expect(info.createError).toBe('');
    expect(bench.double.requests.find(({ kind }) => kind === 'reading')?.path).toContain(operation);
    expect(bench.writes()).toEqual([]);
    expect(info.metadata.state).not.toContain(operation);
  });

  it('is gone on with where Google has forgotten the operation that the state names', async () => {
    bench = await startGkeBench({ operations: { polls: 4 } });
    const failed = await bench.create({}, emptyClusterInfo, abortAt('GetOperation', 2));
    delete bench.double.hooks.before;
    const operation = bench.double.snapshot().operations[0]?.name ?? '';
    await bench.double.finishOperations();
    bench.double.forgetRequests();
    const state = failed.metadata.state?.replace(operation, 'operation-1-forgotten') ?? '';
    const credential = String(bench.basics.credential);
    const info = await driverFor(bench.double).create({ credential }, { ...failed, metadata: { state } });
    expect(info.createError).toBe('');
    expect(bench.double.requests.map(({ path }) => path).join()).toContain('operation-1-forgotten');
    expect(bench.writes()).toEqual([]);
  });

  it('ends where a deletion never does', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    bench.double.script({ on: { rpc: 'DeleteCluster' }, do: { kind: 'stuck' } });
    const signal = abortAt('GetOperation', 5);
    const error = await failureOf(() => bench.remove(info, signal));
    expect(error.code).toBe('CANCELLED');
    expect(error.message).toContain('waiting: delete the cluster c-abcde');
  });

  it('is made anew where the operation failed and somebody has cleared away what it left', async () => {
    bench = await startGkeBench({
      faults: [
        { on: { rpc: 'CreateCluster' }, do: { kind: 'operation-error', status: 'INTERNAL', message: 'No luck.' } },
      ],
    });
    const failed = await bench.create();
    expect(failed.createError).toContain('No luck.');
    await bench.remove(failed);
    const info = await bench.create({}, failed);
    expect(info.createError).toBe('');
  });
});
