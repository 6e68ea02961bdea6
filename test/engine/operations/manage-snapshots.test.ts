import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import type { DriverClient } from '../../../src/engine/client/driver-client.js';
import { removeSnapshot, restoreSnapshot, saveSnapshot } from '../../../src/engine/operations/manage-snapshots.js';
import { demoRecord, engineHarness } from '../support/engine-harness.js';

const record = demoRecord({ status: 'Running', metadata: { state: '{"region":"north"}', zone: 'a' } });
const sent = {
  strings: { name: 'demo', displayName: 'Demo', driverName: 'mock', region: 'north', zone: 'a' },
  ints: { nodeCount: 3n },
};

describe('the snapshots of a cluster', () => {
  it.each([
    { work: saveSnapshot, call: 'saveSnapshot' },
    { work: removeSnapshot, call: 'removeSnapshot' },
  ] as const)('are asked for with the options of an update, and keep nothing: $call', async ({ work, call }) => {
    const seen: unknown[] = [];
    const noted: DriverClient['saveSnapshot'] = (...given) => {
      seen.push(given);
      return Promise.resolve();
    };
    const harness = engineHarness({ [call]: noted }, record);
    await work(harness, 'demo', 'monday');
    expect(seen).toMatchObject([[record.info, sent, 'monday']]);
    expect(harness.happened).toEqual(['start', call, 'close']);
  });

  it('leave the record with its status and the reason where a restore fails', async () => {
    const failure = new DriverError('NOT_FOUND', { why: 'no such snapshot' });
    const harness = engineHarness({ restoreSnapshot: () => Promise.reject(failure) }, record);
    await expect(restoreSnapshot(harness, 'demo', 'monday')).rejects.toBe(failure);
    expect(harness.happened).toEqual(['start', 'kept Updating', 'restoreSnapshot', 'kept Running', 'close']);
    expect(harness.records.get('demo')).toMatchObject({ lastError: 'no such snapshot', info: record.info });
  });
});
