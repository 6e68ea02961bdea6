import { describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import type { JsonObject } from '../../../src/core/json.js';
import { readState, stateKey, writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { DoubleCloud, type ProviderParts } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

const owner = { name: 'double', stateVersion: 1 };
const stored = {
  region: 'north',
  'node-count': 3,
  'access-key': 'opensesame',
  labels: ['a=b'],
  'kubernetes-version': '1.33.1',
};
const same = { region: 'north', nodeCount: 3, labels: ['a=b'], kubernetesVersion: '1.33.1' };

function running(options: JsonObject = stored): ClusterInfo {
  const state = { name: 'c-abcde', displayName: 'demo', options, data: { id: 'id-7' } };
  const metadata = writeState({ other: 'entry' }, owner, state);
  return { ...emptyClusterInfo, status: 'Running', serviceAccountToken: 'the-token', metadata };
}

function optionsIn(info: ClusterInfo): JsonObject | undefined {
  return readState(info.metadata, owner)?.options;
}

function setUp(parts: ProviderParts = {}) {
  const cloud = new DoubleCloud();
  cloud.make('c-abcde');
  return composeForTest(parts, cloud);
}

describe('an update', () => {
  it('gives the provider what the user wants, what was, and which options came', async () => {
    const seen: unknown[] = [];
    const update: ProviderParts['update'] = (context) => {
      seen.push(context.name, context.state, context.options.nodeCount, context.previous.nodeCount, [...context.given]);
      return Promise.resolve({ id: 'id-8' });
    };
    const { driver } = setUp({ update });
    const info = await driver.update.run(running(), rawOptions({ ...same, nodeCount: 5 }), patientCall);
    expect(seen).toEqual(['c-abcde', { id: 'id-7' }, 5, 3, ['region', 'node-count', 'kubernetes-version', 'labels']]);
    expect(readState(info.metadata, owner)).toMatchObject({ data: { id: 'id-8' }, options: { 'node-count': 5 } });
  });

  it.each([
    { sent: { ...same, zone: 'a' }, ignored: [['zone']], because: 'the provider has no such option' },
    { sent: { ...same, name: 'c-abcde', displayName: 'demo' }, ignored: [], because: 'Rancher always sends these' },
  ])('says at debug level what it ignores of $sent: $ignored, because $because', async ({ sent, ignored }) => {
    const { driver, log } = setUp();
    await driver.update.run(running(), rawOptions(sent), patientCall);
    const lines = log.lines.filter(({ level }) => level === 'debug');
    expect(lines.map(({ fields }) => fields.ignored)).toEqual(ignored);
  });

  it('returns the metadata of others, the status and the token as they came', async () => {
    const { driver } = setUp({ update: () => Promise.resolve({ id: 'id-7' }) });
    const info = await driver.update.run(running(), rawOptions(same), patientCall);
    expect(info).toMatchObject({ status: 'Running', serviceAccountToken: 'the-token', createError: '' });
    expect(info.metadata).toMatchObject({ other: 'entry' });
    expect(info).toMatchObject({ version: '1.34.1', nodeCount: 3n });
  });

  it.each([
    { sent: same, name: 'access-key', value: 'opensesame', because: 'an absent secret means: keep it' },
    { sent: { ...same, accessKey: '' }, name: 'access-key', value: 'opensesame', because: 'so does an empty one' },
    { sent: { ...same, accessKey: 'rotated' }, name: 'access-key', value: 'rotated', because: 'it was rotated' },
    { sent: { nodeCount: 3 }, name: 'kubernetes-version', value: undefined, because: 'it was cleared' },
    { sent: { nodeCount: 3 }, name: 'labels', value: undefined, because: 'it was cleared' },
    { sent: {}, name: 'node-count', value: 3, because: 'a default is no wish of the user' },
  ])('stores $value for $name, because $because', async ({ sent, name, value }) => {
    const { driver } = setUp({ update: () => Promise.resolve({ id: 'id-7' }) });
    const info = await driver.update.run(running(), rawOptions(sent), patientCall);
    expect(optionsIn(info)?.[name]).toEqual(value);
  });

  it('refuses by name what cannot change, and asks the provider nothing', async () => {
    let asked = false;
    const update: ProviderParts['update'] = () => {
      asked = true;
      return Promise.resolve({ id: 'x' });
    };
    const { driver } = setUp({ update });
    const sent = rawOptions({ ...same, region: 'south', network: 'net', nodeCount: 0 });
    const error = await failureOf(() => driver.update.run(running(), sent, patientCall));
    expect(error.code).toBe('INVALID');
    for (const name of ['region', 'network', 'node-count']) expect(error.message).toContain(name);
    expect(asked).toBe(false);
  });

  it.each([
    { metadata: {}, says: 'create it first' },
    { metadata: { [stateKey]: '["rancher-driver-host",1,' }, says: 'cut short' },
    { metadata: { [stateKey]: '{"a":1}' }, says: 'not written by this driver' },
  ])('says what is wrong with the metadata $metadata', async ({ metadata, says }) => {
    const { driver } = setUp();
    const error = await failureOf(() =>
      driver.update.run({ ...emptyClusterInfo, metadata }, rawOptions(same), patientCall),
    );
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining(says) });
  });
});

describe('an update with a provider that cannot change a cluster', () => {
  it('takes a rotated credential, which is no part of the cluster', async () => {
    const { driver } = setUp();
    const edit = rawOptions({ ...same, accessKey: 'a-new-key' });
    const updated = await driver.update.run(running(), edit, patientCall);
    expect(optionsIn(updated)).toMatchObject({ 'access-key': 'a-new-key' });
  });

  it('succeeds where nothing is to be changed', async () => {
    const { driver } = setUp();
    const info = await driver.update.run(running(), rawOptions(same), patientCall);
    expect(readState(info.metadata, owner)).toEqual(readState(running().metadata, owner));
  });

  it('refuses by name whatever differs', async () => {
    const { driver } = setUp();
    const sent = rawOptions({ ...same, nodeCount: 5, kubernetesVersion: '' });
    const error = await failureOf(() => driver.update.run(running(), sent, patientCall));
    expect(error.code).toBe('UNIMPLEMENTED');
    expect(error.message).toBe(
      'update: the provider double cannot change a cluster, and these differ: node-count, kubernetes-version; ' +
        'set them back, or make a new cluster',
    );
  });

  it('does not take for a change what only the driver has changed', async () => {
    const { driver } = setUp();
    const { 'node-count': _, ...older } = stored;
    const info = await driver.update.run(running({ ...older, removed: 'x' }), rawOptions(same), patientCall);
    expect(optionsIn(info)).toEqual(stored);
  });
});
