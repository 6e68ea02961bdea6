import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import { removeCluster } from '../../../src/engine/operations/remove-cluster.js';
import { demoRecord, engineHarness } from '../support/engine-harness.js';

const leftovers = new DriverError('UNAVAILABLE', { why: 'a disk is left' });
const aTry = ['start', 'remove', 'close'];

describe('removing a cluster', () => {
  it('forgets it once the driver has removed it', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Running' }));
    await expect(removeCluster(harness, 'demo', { forget: false })).resolves.toBe('removed');
    expect(harness.happened).toEqual([...aTry, 'forgot']);
  });

  it('is done with one that is not known, without any driver', async () => {
    const harness = engineHarness({});
    await expect(removeCluster(harness, 'demo', { forget: false })).resolves.toBe('absent');
    expect(harness.happened).toEqual([]);
  });

  it('tries four times, a second apart, in a process each; then keeps the record and says why', async () => {
    const harness = engineHarness({ remove: () => Promise.reject(leftovers) }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(harness, 'demo', { forget: false })).rejects.toBe(leftovers);
    const again = ['slept 1000', ...aTry];
    expect(harness.happened).toEqual([...aTry, ...again, ...again, ...again, 'kept Running']);
    expect(harness.records.get('demo')?.lastError).toBe('a disk is left');
  });

  it('forgets it after the last failure when told to, with a warning of what is left', async () => {
    const harness = engineHarness({ remove: () => Promise.reject(leftovers) }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(harness, 'demo', { forget: true })).resolves.toBe('forgotten');
    expect(harness.records.size).toBe(0);
    expect(harness.warnings.at(-1)).toContain('a disk is left');
  });

  it('succeeds when a later try does', async () => {
    let tries = 0;
    const remove = () => (++tries < 3 ? Promise.reject(leftovers) : Promise.resolve());
    const harness = engineHarness({ remove }, demoRecord({ status: 'Running' }));
    await expect(removeCluster(harness, 'demo', { forget: false })).resolves.toBe('removed');
  });

  it('stops trying when it is cancelled, and forgets nothing', async () => {
    const harness = engineHarness(
      {
        remove: () => {
          harness.cancel.abort();
          return Promise.reject(new DriverError('CANCELLED', { why: 'interrupted' }));
        },
      },
      demoRecord({ status: 'Running' }),
    );
    await expect(removeCluster(harness, 'demo', { forget: true })).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(harness.happened.filter((what) => what === 'remove')).toHaveLength(1);
    expect(harness.records.size).toBe(1);
  });
});
