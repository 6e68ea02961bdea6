import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo, type ClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import type { RawOptions } from '../../../src/core/options/raw-options.js';
import { createCluster } from '../../../src/engine/operations/create-cluster.js';
import { demoRecord, demoSpec, engineHarness } from '../support/engine-harness.js';

const boom = new DriverError('UNAVAILABLE', { why: 'the cloud is away' });

describe('creating a cluster', () => {
  it('runs Create and PostCheck in one process and the removal of the legacy account in the next', async () => {
    const harness = engineHarness({});
    await createCluster(harness, demoSpec);
    expect(harness.happened).toEqual([
      'start',
      'kept Pre-Creating',
      'kept Creating',
      'create',
      'kept Post-Checking',
      'postCheck',
      'kept ',
      'kept Running',
      'close',
      'start',
      'removeLegacyServiceAccount',
      'close',
    ]);
    expect(harness.records.get('demo')).toMatchObject({
      lastError: '',
      updatedAtMs: 1_000,
      info: { status: 'Running', serviceAccountToken: 'token' },
    });
  });

  it('sends what the user gave, and the names, without any cluster info', async () => {
    const sent: unknown[] = [];
    const harness = engineHarness({
      create: (options, info) => {
        sent.push(options, info);
        return Promise.resolve({ info: emptyClusterInfo });
      },
    });
    await createCluster(harness, demoSpec);
    expect(sent).toEqual([
      {
        bools: {},
        lists: {},
        ints: { nodeCount: 3n },
        strings: { name: 'demo', displayName: 'Demo', driverName: 'mock' },
      },
      undefined,
    ]);
  });

  it('keeps what a failed create answered, because it said so in create_error', async () => {
    const info = {
      ...emptyClusterInfo,
      endpoint: 'https://half',
      metadata: { state: 'half' },
      createError: 'no quota',
    };
    const failure = new DriverError('QUOTA', { why: info.createError });
    const harness = engineHarness({ create: () => Promise.resolve({ info, failure }) });
    await expect(createCluster(harness, demoSpec)).rejects.toMatchObject({ code: 'QUOTA', message: 'no quota' });
    expect(harness.records.get('demo')).toMatchObject({
      lastError: 'no quota',
      info: { status: 'Error', metadata: { state: 'half' }, endpoint: 'https://half', createError: '' },
    });
  });

  it('keeps what it had when a retry fails with a plain error', async () => {
    const harness = engineHarness(
      { create: () => Promise.reject(boom) },
      demoRecord({ status: 'Error', metadata: { a: '1' } }),
    );
    await expect(createCluster(harness, demoSpec)).rejects.toBe(boom);
    expect(harness.records.get('demo')).toMatchObject({
      lastError: 'the cloud is away',
      info: { status: 'Error', metadata: { a: '1' } },
    });
  });

  it('keeps the answer to Create when PostCheck fails, and tries the whole again', async () => {
    const given: (ClusterInfo | undefined)[] = [];
    let checks = 0;
    const harness = engineHarness({
      create: (_, info) => {
        given.push(info);
        return Promise.resolve({ info: { ...emptyClusterInfo, metadata: { state: 'done' } } });
      },
      postCheck: (info) => (checks++ === 0 ? Promise.reject(boom) : Promise.resolve(info)),
    });
    await expect(createCluster(harness, demoSpec)).rejects.toBe(boom);
    await createCluster(harness, demoSpec);
    expect(given).toEqual([undefined, { ...emptyClusterInfo, status: 'Error', metadata: { state: 'done' } }]);
  });

  it.each([
    { status: 'Error', sendsInfo: true, because: 'the driver said what is left' },
    { status: 'Creating', sendsInfo: false, because: 'nobody knows what an interrupted create left' },
    { status: 'Pre-Creating', sendsInfo: false, because: 'nobody knows what an interrupted create left' },
    { status: '', sendsInfo: false, because: 'Rancher knows nothing of such a cluster' },
  ])('sends the cluster info of status "$status": $sendsInfo, $because', async ({ status, sendsInfo }) => {
    const given: (ClusterInfo | undefined)[] = [];
    const record = demoRecord({ status, metadata: { state: 'x' } });
    const create = (_: RawOptions, info: ClusterInfo | undefined) => {
      given.push(info);
      return Promise.resolve({ info: emptyClusterInfo });
    };
    await createCluster(engineHarness({ create }, record), demoSpec);
    expect(given).toEqual([sendsInfo ? record.info : undefined]);
  });

  it('lays all metadata over the texts of the user on a retry, the state too', async () => {
    let strings = {};
    const harness = engineHarness(
      {
        create: (options) => {
          strings = options.strings;
          return Promise.resolve({ info: emptyClusterInfo });
        },
      },
      demoRecord({ status: 'Error', metadata: { state: '{"a":"b"}', region: 'old', name: 'other' } }),
    );
    await createCluster(harness, { ...demoSpec, options: { ...demoSpec.options, strings: { region: 'new' } } });
    expect(strings).toEqual({
      region: 'old',
      name: 'other',
      displayName: 'Demo',
      driverName: 'mock',
      state: '{"a":"b"}',
    });
  });

  it.each(['Running', 'Updating', 'Post-Checking', 'Init'])('refuses a cluster in status %s', async (status) => {
    const harness = engineHarness({}, demoRecord({ status }));
    await expect(createCluster(harness, demoSpec)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'cluster already exists',
    });
    expect(harness.happened).toEqual(['kept Running']);
  });

  it('writes nothing when the driver cannot be started', async () => {
    const harness = { ...engineHarness({}), openDriver: () => Promise.reject(boom) };
    await expect(createCluster(harness, demoSpec)).rejects.toBe(boom);
    expect(harness.records.size).toBe(0);
  });

  it('only warns when the removal of the legacy account fails: the cluster is there', async () => {
    const harness = engineHarness({ removeLegacyServiceAccount: () => Promise.reject(boom) });
    await createCluster(harness, demoSpec);
    expect(harness.records.get('demo')?.info.status).toBe('Running');
    expect(harness.warnings).toEqual([expect.stringContaining('the cloud is away')]);
  });
});
