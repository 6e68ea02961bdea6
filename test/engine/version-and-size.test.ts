import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../src/core/driver-error.js';
import type { OptionTable } from '../../src/core/options/option-table.js';
import { clusterSize, setClusterSize } from '../../src/engine/operations/cluster-size.js';
import { clusterVersion, setClusterVersion } from '../../src/engine/operations/cluster-version.js';
import { renewToken } from '../../src/engine/operations/renew-token.js';
import { restoreSnapshot } from '../../src/engine/operations/manage-snapshots.js';
import { demoRecord, engineHarness } from './support/engine-harness.js';

const table: OptionTable = {
  'kubernetes-version': { type: 'string', usage: 'Version' },
  'node-count': { type: 'int', usage: 'Nodes' },
};
const createOptions = () => Promise.resolve(table);

describe('version and size', () => {
  it('are asked of the driver, not of the record', async () => {
    const harness = engineHarness({ nodeCount: () => Promise.resolve(7n) }, demoRecord({ nodeCount: 3n }));
    await expect(clusterSize(harness, 'demo')).resolves.toBe(7n);
    await expect(clusterVersion(harness, 'demo')).resolves.toBe('1.34.1');
  });

  it('are kept as what the user wants once they were set, so that no update goes back', async () => {
    const harness = engineHarness({ createOptions }, demoRecord({ status: 'Running' }));
    await setClusterVersion(harness, 'demo', '1.35.0');
    await setClusterSize(harness, 'demo', 4n);
    expect(harness.records.get('demo')).toMatchObject({
      options: { strings: { kubernetesVersion: '1.35.0' }, ints: { nodeCount: 4n } },
      info: { status: 'Running', version: '1.35.0', nodeCount: 4n },
    });
  });

  it('leave the options alone where the driver has no such ones', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Running' }));
    await setClusterVersion(harness, 'demo', '1.35.0');
    expect(harness.records.get('demo')?.options).toEqual(demoRecord({}).options);
  });

  it('say in the record why they could not be set', async () => {
    const setNodeCount = () => Promise.reject(new DriverError('UNIMPLEMENTED', { why: 'cannot scale' }));
    const harness = engineHarness({ createOptions, setNodeCount }, demoRecord({ status: 'Running' }));
    await expect(setClusterSize(harness, 'demo', 4n)).rejects.toThrow('cannot scale');
    expect(harness.records.get('demo')).toMatchObject({
      lastError: 'cannot scale',
      options: demoRecord({}).options,
      info: { status: 'Running', nodeCount: 0n },
    });
  });
});

describe('renewing the token', () => {
  it('is a PostCheck alone, and keeps the status that it returns', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Running' }));
    await renewToken(harness, 'demo');
    expect(harness.happened).toEqual(['start', 'postCheck', 'close', 'kept Running']);
    expect(harness.records.get('demo')?.info.serviceAccountToken).toBe('token');
  });
});

describe('restoring a snapshot', () => {
  it('checks and keeps what the driver answers, as an update does', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Running' }));
    await restoreSnapshot(harness, 'demo', 'monday');
    expect(harness.happened).toEqual([
      'start',
      'kept Updating',
      'restoreSnapshot',
      'kept Post-Checking',
      'postCheck',
      'kept Running',
      'close',
    ]);
  });
});
