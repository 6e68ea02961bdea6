import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../src/core/driver-error.js';
import { removeCluster } from '../../src/engine/remove-cluster.js';
import { demoRecord, engineBench } from './support/engine-bench.js';

const leftovers = new DriverError('UNAVAILABLE', 'a disk is left');
const aTry = ['start', 'remove', 'close'];

describe('removing a cluster', () => {
  it('forgets it once the driver has removed it', async () => {
    const bench = engineBench({}, demoRecord({ status: 'Running' }));
    await expect(removeCluster(bench, 'demo', { forget: false })).resolves.toBe('removed');
    expect(bench.happened).toEqual([...aTry, 'forgot']);
  });

  it('is done with one that is not known, without any driver', async () => {
    const bench = engineBench({});
    await expect(removeCluster(bench, 'demo', { forget: false })).resolves.toBe('absent');
    expect(bench.happened).toEqual([]);
  });

  it('tries four times, a second apart, in a process each; then keeps the record and says why', async () => {
    const bench = engineBench({ remove: () => Promise.reject(leftovers) }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(bench, 'demo', { forget: false })).rejects.toBe(leftovers);
    const again = ['slept 1000', ...aTry];
    expect(bench.happened).toEqual([...aTry, ...again, ...again, ...again, 'kept Running']);
    expect(bench.records.get('demo')?.lastError).toBe('a disk is left');
  });

  it('forgets it after the last failure when told to, with a warning of what is left', async () => {
    const bench = engineBench({ remove: () => Promise.reject(leftovers) }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(bench, 'demo', { forget: true })).resolves.toBe('forgotten');
    expect(bench.records.size).toBe(0);
    expect(bench.warnings.at(-1)).toContain('a disk is left');
  });

  it('succeeds when a later try does', async () => {
    let tries = 0;
    const remove = () => (++tries < 3 ? Promise.reject(leftovers) : Promise.resolve());
    const bench = engineBench({ remove }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(bench, 'demo', { forget: false })).resolves.toBe('removed');
  });

  it('stops trying when it is cancelled, and forgets nothing', async () => {
    const bench = engineBench(
      {
        remove: () => {
          bench.cancel.abort();
          return Promise.reject(new DriverError('CANCELLED', 'interrupted'));
        },
      },
      demoRecord({ status: 'Running' }),
    );
    await expect(removeCluster(bench, 'demo', { forget: true })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(bench.happened.filter((what) => what === 'remove')).toHaveLength(1);
    expect(bench.records.size).toBe(1);
  });
});
