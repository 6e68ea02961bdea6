import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import { noOptions, type RawOptions } from '../../../src/core/options/raw-options.js';
import type { DriverClient } from '../../../src/engine/client/driver-client.js';
import { updateCluster } from '../../../src/engine/operations/update-cluster.js';
import { demoRecord, engineHarness } from '../support/engine-harness.js';

const wanted: RawOptions = { ...noOptions, ints: { nodeCount: 5n } };
const failing = (code: 'INVALID' | 'UNAVAILABLE'): Pick<DriverClient, 'update'> => ({
  update: () => Promise.reject(new DriverError(code, { why: 'no' })),
});

describe('updating a cluster', () => {
  it('runs Update and PostCheck in one process and the removal of the legacy account in the next', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Running' }));
    await updateCluster(harness, 'demo', wanted);
    expect(harness.happened).toEqual([
      'start',
      'kept Updating',
      'update',
      'kept Post-Checking',
      'postCheck',
      'kept Running',
      'close',
      'start',
      'removeLegacyServiceAccount',
      'close',
    ]);
    expect(harness.records.get('demo')?.options).toEqual(wanted);
  });

  it('ends in the status that PostCheck returns, whatever it is', async () => {
    const postCheck: DriverClient['postCheck'] = (info) => Promise.resolve({ ...info, status: 'Fine' });
    const harness = engineHarness({ postCheck }, demoRecord({ status: 'Running' }));
    await updateCluster(harness, 'demo', wanted);
    expect(harness.records.get('demo')?.info.status).toBe('Fine');
  });

  it('fills in from the state, then lays the other metadata over the texts', async () => {
    let sent: RawOptions = noOptions;
    const metadata = { state: '{"nodeCount":9,"region":"x","zone":"a"}', zone: 'metadata', endpoint: 'e' };
    const harness = engineHarness(
      {
        update: (info, options) => {
          sent = options;
          return Promise.resolve(info);
        },
      },
      demoRecord({ status: 'Running', metadata }),
    );
    await updateCluster(harness, 'demo', { ...wanted, strings: { zone: 'user' } });
    expect(sent.ints).toEqual({ nodeCount: 5n });
    expect(sent.strings).toEqual({
      zone: 'metadata',
      endpoint: 'e',
      region: 'x',
      name: 'demo',
      displayName: 'Demo',
      driverName: 'mock',
    });
  });

  it('creates instead when the create of it failed', async () => {
    const harness = engineHarness({}, demoRecord({ status: 'Error', metadata: { state: 'x' } }));
    await updateCluster(harness, 'demo', wanted);
    expect(harness.happened).toContain('create');
    expect(harness.happened).not.toContain('update');
    expect(harness.records.get('demo')).toMatchObject({ options: wanted, info: { status: 'Running' } });
  });

  it.each(['Pre-Creating', 'Creating'])('refuses a cluster whose create was interrupted in %s', async (status) => {
    const harness = engineHarness({}, demoRecord({ status }));
    await expect(updateCluster(harness, 'demo', wanted)).rejects.toThrow('cluster demo has not been created');
    expect(harness.happened).toEqual([]);
  });

  it.each([
    { code: 'UNAVAILABLE' as const, options: wanted, status: 'Updating', because: 'the next try shall go on with it' },
    {
      code: 'INVALID' as const,
      options: demoRecord({}).options,
      status: 'Running',
      because: 'the driver will never take it',
    },
  ])(
    'after a failure of kind $code, what the user wants is kept or not: $because',
    async ({ code, options, status }) => {
      const harness = engineHarness(failing(code), demoRecord({ status: 'Running', metadata: { a: '1' } }));
      await expect(updateCluster(harness, 'demo', wanted)).rejects.toMatchObject({ code });
      expect(harness.records.get('demo')).toMatchObject({
        options,
        lastError: 'no',
        info: { status, metadata: { a: '1' } },
      });
    },
  );

  it.each([
    { code: 'UNAVAILABLE' as const, because: 'the next try shall go on with it' },
    { code: 'INVALID' as const, because: 'it is not the options that PostCheck finds wrong: they were taken by then' },
  ])('keeps all that is new when PostCheck fails with $code, in status Post-Checking: $because', async ({ code }) => {
    const harness = engineHarness(
      {
        update: (info) => Promise.resolve({ ...info, metadata: { a: '2' } }),
        postCheck: () => Promise.reject(new DriverError(code, { why: 'no token' })),
      },
      demoRecord({ status: 'Running', metadata: { a: '1' } }),
    );
    await expect(updateCluster(harness, 'demo', wanted)).rejects.toThrow('no token');
    expect(harness.records.get('demo')).toMatchObject({
      options: wanted,
      lastError: 'no token',
      info: { status: 'Post-Checking', metadata: { a: '2' } },
    });
  });

  it('says so when there is no such cluster', async () => {
    await expect(updateCluster(engineHarness({}), 'demo', wanted)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
