import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { DriverError } from '../../../src/core/driver-error.js';
import { readState, stateKey, type StoredState, writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { settle } from '../../support/manual-clock.js';
import type { ProviderParts } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

const owner = { name: 'double', stateVersion: 1 };
const given = { name: 'c-abcde', displayName: 'demo', nodeCount: 2, accessKey: 'opensesame', driverName: 'double' };
const options = rawOptions(given);

function stateIn(metadata: Readonly<Record<string, string>>): StoredState | undefined {
  return readState(metadata, owner);
}

/** What Rancher gives back after a create that failed. */
function failedInfo(state: Partial<StoredState> = {}) {
  const stored = { name: 'c-abcde', displayName: 'demo', options: { region: 'north' }, data: { id: 'id-7' }, ...state };
  return { ...emptyClusterInfo, status: 'Error', metadata: writeState({ other: 'entry' }, owner, stored) };
}

describe('a create that goes well', () => {
  it('returns how the cluster is reached, what it is, and what has to be remembered', async () => {
    const { driver } = composeForTest();
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(info).toMatchObject({
      endpoint: 'https://cluster.test:6443',
      version: '1.34.1',
      nodeCount: 2n,
      clientKey: Buffer.from('THE-KEY-OF-THE-ADMIN').toString('base64'),
      createError: '',
      status: '',
      serviceAccountToken: '',
    });
    expect(stateIn(info.metadata)).toEqual({
      name: 'c-abcde',
      displayName: 'demo',
      options: { region: 'north', 'node-count': 2, 'access-key': 'opensesame' },
      data: { id: 'id-1' },
    });
    expect(Object.keys(info.metadata)).toEqual([stateKey]);
  });

  it('never stores a token of the access, which is short-lived', async () => {
    const credential = { kind: 'token', token: 'ya29.one-hour' } as const;
    const access = { endpoint: 'https://c', rootCaCertificate: 'CA', credential, version: '1.34.1', nodeCount: 1 };
    const { driver } = composeForTest({ access: () => Promise.resolve(access) });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(JSON.stringify({ ...info, nodeCount: 0 })).not.toContain('one-hour');
  });

  it('asks the cluster for what the provider does not know, and closes its connections', async () => {
    const credential = { kind: 'basic', username: 'admin', password: 'opensesame' } as const;
    const access = { endpoint: 'https://c', rootCaCertificate: 'CA', credential };
    const { driver, kubernetes } = composeForTest({ access: () => Promise.resolve(access) });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(info).toMatchObject({ version: '1.34.1', nodeCount: 3n, username: 'admin', password: 'opensesame' });
    expect(kubernetes.rounds).toBe(1);
    expect(kubernetes.open).toBe(0);
  });

  it.each([
    { sent: { name: 'c-abcde', displayName: 'Demo' }, name: 'c-abcde', displayName: 'Demo' },
    { sent: { name: 'c-abcde' }, name: 'c-abcde', displayName: 'c-abcde' },
    { sent: { displayName: 'demo' }, name: 'demo', displayName: 'demo' },
    { sent: { 'display-name': 'Demo', name: 'c-abcde' }, name: 'c-abcde', displayName: 'Demo' },
  ])('names the cluster $name for $sent', async ({ sent, name, displayName }) => {
    const seen: unknown[] = [];
    const create: ProviderParts['create'] = (context) => {
      seen.push([context.name, context.displayName, context.resume]);
      return Promise.resolve({ id: 'x' });
    };
    const access = () => Promise.resolve({ ...accessTo('https://c'), version: '1', nodeCount: 1 });
    const { driver } = composeForTest({ create, access });
    await driver.create.run(rawOptions(sent), emptyClusterInfo, patientCall);
    expect(seen).toEqual([[name, displayName, undefined]]);
  });

  it('says at debug level which options it ignores, without their values', async () => {
    const { driver, log } = composeForTest();
    await driver.create.run(rawOptions({ ...given, zone: 'opensesame-2' }), emptyClusterInfo, patientCall);
    const [line] = log.lines.filter(({ level }) => level === 'debug');
    expect(line?.fields).toMatchObject({ ignored: ['driverName', 'zone'] });
    expect(JSON.stringify(line)).not.toContain('opensesame-2');
  });
});

describe('a create that is refused before anything exists', () => {
  it.each([
    { sent: {}, message: 'check the options: name is required' },
    { sent: { name: 'Not A Label' }, message: 'name must be a DNS label' },
    { sent: { displayName: 'Not A Label' }, message: 'name must be a DNS label' },
    { sent: { name: 'c', nodeCount: 0 }, message: 'node-count must be 1 to 100' },
  ])('says why for $sent', async ({ sent, message }) => {
    const { driver, cloud } = composeForTest();
    const error = await failureOf(() => driver.create.run(rawOptions(sent), emptyClusterInfo, patientCall));
    expect(error.code).toBe('INVALID');
    expect(error.message).toContain(message);
    expect(cloud.clusters.size).toBe(0);
  });

  it('tells plainly what the provider says, where there is nothing to remember', async () => {
    const create = () =>
      Promise.reject(
        new DriverError('QUOTA', {
          attempted: 'create c-abcde',
          why: 'no more than 5 nodes',
          whatToDo: 'ask for more',
        }),
      );
    const { driver } = composeForTest({ create });
    const error = await failureOf(() => driver.create.run(options, emptyClusterInfo, patientCall));
    expect(error).toMatchObject({ code: 'QUOTA', message: 'create c-abcde: no more than 5 nodes; ask for more' });
  });
});

describe('a create that fails after something exists', () => {
  const checkpointed = { id: 'id-9' };

  it.each([
    {
      how: 'throws a driver error',
      fail: () => Promise.reject(new DriverError('QUOTA', { attempted: 'add nodes', why: 'no more nodes' })),
      says: 'add nodes: no more nodes',
    },
    {
      how: 'throws anything',
      fail: () => Promise.reject(new TypeError('x is undefined')),
      says: 'create c-abcde: x is undefined',
    },
    {
      how: 'throws an empty error',
      fail: () => Promise.reject(new DriverError('QUOTA', { why: '' })),
      says: 'create c-abcde: QUOTA',
    },
    {
      how: "says Rancher's own words",
      fail: () => Promise.reject(new DriverError('CONFLICT', { why: 'cluster already exists' })),
      says: 'create c-abcde: cluster already exists',
    },
  ])('tells it in create_error, with the state, where the provider $how', async ({ fail, says }) => {
    const create: ProviderParts['create'] = (context) => {
      context.checkpoint(checkpointed);
      return fail();
    };
    const { driver } = composeForTest({ create });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(info.createError).toBe(says);
    expect(stateIn(info.metadata)?.data).toEqual(checkpointed);
    expect(stateIn(info.metadata)?.options).toMatchObject({ 'access-key': 'opensesame' });
  });

  it('keeps the last checkpoint', async () => {
    const create: ProviderParts['create'] = (context) => {
      context.checkpoint({ id: 'id-8' });
      context.checkpoint(checkpointed);
      return Promise.reject(new Error('no'));
    };
    const { driver } = composeForTest({ create });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(stateIn(info.metadata)?.data).toEqual(checkpointed);
  });

  it('tells it where the cluster was made, but cannot be reached', async () => {
    const { driver } = composeForTest({
      access: () => Promise.reject(new DriverError('UNAVAILABLE', { attempted: 'reach it', why: 'no answer' })),
    });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(info.createError).toBe('reach it: no answer');
    expect(stateIn(info.metadata)?.data).toEqual({ id: 'id-1' });
  });

  it('tells it where the time is up, even to work that does not listen', async () => {
    const create: ProviderParts['create'] = (context) => {
      context.checkpoint(checkpointed);
      context.progress('waiting for 3 nodes');
      return new Promise(() => undefined);
    };
    const { driver, clock } = composeForTest({ create, timeLimits: { createMs: 60_000 } });
    const running = driver.create.run(options, emptyClusterInfo, patientCall);
    await clock.advance(70_000);
    const info = await running;
    expect(info.createError).toMatch(
      /^create c-abcde: not finished within 60 s, last seen: waiting for 3 nodes; try again/,
    );
    expect(stateIn(info.metadata)?.data).toEqual(checkpointed);
    expect(clock.sleeping).toBe(0);
  });

  it('remembers what is checkpointed while it is being stopped', async () => {
    const caller = new AbortController();
    const create: ProviderParts['create'] = (context) =>
      new Promise((_, reject) => {
        context.signal.addEventListener('abort', () => {
          context.checkpoint(checkpointed);
          reject(context.signal.reason as Error);
        });
      });
    const { driver } = composeForTest({ create });
    const running = driver.create.run(options, emptyClusterInfo, { signal: caller.signal });
    await settle();
    caller.abort();
    const info = await running;
    expect(info.createError).toContain('cancelled by the caller');
    expect(stateIn(info.metadata)?.data).toEqual(checkpointed);
  });

  it('shows no secret in create_error', async () => {
    const create: ProviderParts['create'] = (context) => {
      context.checkpoint(checkpointed);
      return Promise.reject(new Error(`refused: ${context.options.accessKey ?? ''}`));
    };
    const { driver } = composeForTest({ create });
    const info = await driver.create.run(options, emptyClusterInfo, patientCall);
    expect(info.createError).toBe('create c-abcde: refused: ***');
  });
});

describe('a create that is tried again', () => {
  it('gives the provider what the first try left, and keeps the metadata of others', async () => {
    const seen: unknown[] = [];
    const create: ProviderParts['create'] = (context) => {
      seen.push(context.resume, context.options.nodeCount);
      return Promise.resolve({ id: 'id-7' });
    };
    const access = () => Promise.resolve({ ...accessTo('https://c'), version: '1', nodeCount: 1 });
    const { driver, log } = composeForTest({ create, access });
    const info = await driver.create.run(options, failedInfo(), patientCall);
    expect(seen).toEqual([{ id: 'id-7' }, 2]);
    expect(info.metadata).toMatchObject({ other: 'entry' });
    expect(info).toMatchObject({ status: '', createError: '' });
    expect(log.messages()).toContain('continuing an earlier create');
  });

  it('does not lose the given metadata, whatever goes wrong', async () => {
    const refused = [
      { info: failedInfo(), sent: rawOptions({ ...given, nodeCount: 0 }) },
      { info: failedInfo(), sent: rawOptions({ ...given, region: 'south' }) },
      { info: failedInfo(), sent: rawOptions({ ...given, name: 'c-other' }) },
      { info: { ...emptyClusterInfo, metadata: { [stateKey]: '["rancher-driver-host",1,{"prov' } }, sent: options },
      { info: { ...emptyClusterInfo, metadata: { [stateKey]: '{"foreign":1}', other: 'entry' } }, sent: options },
    ];
    for (const { info, sent } of refused) {
      const { driver, cloud } = composeForTest();
      const answer = await driver.create.run(sent, info, patientCall);
      expect(answer.createError).not.toBe('');
      expect(answer.metadata).toEqual(info.metadata);
      expect(cloud.clusters.size).toBe(0);
    }
  });

  it('uses the corrected secret, and the stored one where none came', async () => {
    for (const [sent, used] of [
      [rawOptions({ ...given, accessKey: 'corrected' }), 'corrected'],
      [rawOptions({ ...given, accessKey: '' }), 'stored-key'],
    ] as const) {
      const { driver } = composeForTest();
      const info = failedInfo({ options: { 'access-key': 'stored-key' } });
      const answer = await driver.create.run(sent, info, patientCall);
      expect(stateIn(answer.metadata)?.options['access-key']).toBe(used);
    }
  });

  it('takes its name from the state where no name came', async () => {
    const { driver, cloud } = composeForTest();
    await driver.create.run(rawOptions({ nodeCount: 2 }), failedInfo(), patientCall);
    expect([...cloud.clusters.keys()]).toEqual(['c-abcde']);
  });

  it('goes on with the state that Rancher sends as an option, where it was killed in the middle of a retry', async () => {
    const metadata = failedInfo().metadata;
    const sent = rawOptions({ ...given, ...metadata });
    const { driver, cloud } = composeForTest();
    const answer = await driver.create.run(sent, emptyClusterInfo, patientCall);
    expect(answer.createError).toBe('');
    const elsewhere = await driver.create.run(
      rawOptions({ ...given, ...metadata, region: 'south' }),
      emptyClusterInfo,
      patientCall,
    );
    expect(elsewhere.createError).toContain('region cannot change from "north" to "south"');
    expect(stateIn(elsewhere.metadata)?.data).toEqual({ id: 'id-7' });
    expect(cloud.clusters.size).toBe(1);
  });

  it.each(['state', '{"a":1}', '["rancher-driver-host",1,{"cut'])(
    'takes no notice of another text under that option: %s',
    async (state) => {
      const { driver } = composeForTest();
      const answer = await driver.create.run(rawOptions({ ...given, state }), emptyClusterInfo, patientCall);
      expect(answer.createError).toBe('');
    },
  );
});

describe('two creates of one cluster at once', () => {
  it('never run side by side', async () => {
    const { driver, clock, cloud } = composeForTest({
      create: async (context) => {
        await clock.sleep(1_000, context.signal);
        return { id: cloud.make(context.name).id };
      },
    });
    const first = driver.create.run(options, emptyClusterInfo, patientCall);
    await settle();
    const error = await failureOf(() => driver.create.run(options, emptyClusterInfo, patientCall));
    expect(error.code).toBe('BUSY');
    await clock.advance(1_000);
    expect((await first).createError).toBe('');
    expect(cloud.clusters.size).toBe(1);
  });
});

function accessTo(endpoint: string) {
  return { endpoint, rootCaCertificate: 'CA', credential: { kind: 'token', token: 'x' } as const };
}
