import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud, type ProviderParts } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

const owner = { name: 'double', stateVersion: 1 };
const options = { 'node-count': 5, 'kubernetes-version': '1.33.2', labels: ['a=b'], 'access-key': 'opensesame' };
const state = { name: 'c-abcde', displayName: 'demo', options, data: { id: 'id-1' } };
const info = { ...emptyClusterInfo, status: 'Running', metadata: writeState({ other: 'entry' }, owner, state) };
const request = { info, options: noOptions, snapshot: 'monday' };

function setUp() {
  const seen: unknown[] = [];
  const note =
    (what: string) =>
    (context: { options: unknown }, snapshot: string): Promise<void> => {
      seen.push([what, snapshot, context.options]);
      return Promise.resolve();
    };
  const etcdSnapshots: ProviderParts['etcdSnapshots'] = {
    save: note('save'),
    restore: note('restore'),
    remove: note('remove'),
  };
  const cloud = new DoubleCloud();
  cloud.make('c-abcde', 5, '1.33.2');
  return { seen, ...composeForTest({ etcdSnapshots }, cloud) };
}

const kept = {
  region: 'north',
  nodeCount: 5,
  kubernetesVersion: '1.33.2',
  labels: ['a=b'],
  accessKey: 'opensesame',
  network: undefined,
  spare: undefined,
};

describe('the calls about etcd snapshots', () => {
  it('work with the options of the cluster where the call brings none', async () => {
    const { driver, seen } = setUp();
    await driver.etcd.save(request, patientCall);
    await driver.etcd.removeSnapshot(request, patientCall);
    expect(seen).toEqual([
      ['save', 'monday', kept],
      ['remove', 'monday', kept],
    ]);
  });

  it('work with what the call brings over that', async () => {
    const { driver, seen } = setUp();
    const brought = rawOptions({ accessKey: 'other-key', labels: ['c=d'] });
    await driver.etcd.save({ ...request, options: brought }, patientCall);
    expect(seen).toEqual([['save', 'monday', { ...kept, accessKey: 'other-key', labels: ['c=d'] }]]);
  });

  it('say what the cluster is after a restore, with the metadata and status that came', async () => {
    const { driver } = setUp();
    const restored = await driver.etcd.restore(request, patientCall);
    expect(restored).toMatchObject({ metadata: info.metadata, status: 'Running', version: '1.33.2', nodeCount: 5n });
  });

  it('know the secrets that they were sent', async () => {
    const { driver, redactor } = setUp();
    await driver.etcd.save({ ...request, options: rawOptions({ accessKey: 'other-key' }) }, patientCall);
    expect(redactor.redact('refused: other-key')).toBe('refused: ***');
  });

  it.each(['', 'Monday', 'a/b', '-a', 'a'.repeat(64)])('refuse %j for a name', async (snapshot) => {
    const { driver } = setUp();
    const error = await failureOf(() => driver.etcd.save({ ...request, snapshot }, patientCall));
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining('is not a name') });
  });

  it('are refused by name where the provider has none', async () => {
    const { etcd } = composeForTest().driver;
    const calls = [
      { operation: 'etcd-save', error: await failureOf(() => etcd.save(request, patientCall)) },
      { operation: 'etcd-restore', error: await failureOf(() => etcd.restore(request, patientCall)) },
      { operation: 'etcd-remove-snapshot', error: await failureOf(() => etcd.removeSnapshot(request, patientCall)) },
    ];
    for (const { operation, error } of calls) {
      expect(error).toMatchObject({
        code: 'UNIMPLEMENTED',
        message: `${operation}: the provider double has no etcd snapshots`,
      });
    }
  });
});
