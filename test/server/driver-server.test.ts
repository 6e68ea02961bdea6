import { status } from '@grpc/grpc-js';
import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../src/core/driver-error.js';
import { stateKey } from '../../src/core/state/state.js';
import { errorCodeKey } from '../../src/wire/error-trailers.js';
import { int64Key } from '../../src/wire/capabilities-wire.js';
import { composeForTest } from '../support/compose-for-test.js';
import { CuttableLine } from '../support/cuttable-line.js';
import { DriverClient, type Method, ServedDriver } from '../support/driver-client.js';
import { settle } from '../support/manual-clock.js';
import type { ProviderParts } from '../support/provider-double.js';

const nothing = () => Promise.resolve();
const everything: ProviderParts = {
  update: (context) => Promise.resolve(context.state),
  setVersion: nothing,
  setNodeCount: nothing,
  etcdSnapshots: { save: nothing, restore: nothing, remove: nothing },
  kubernetesCapabilities: () => ({ nodePortRange: '30000-32767' }),
};
const options = { string_options: { name: 'c-abcde', displayName: 'demo' }, int_options: { nodeCount: 2 } };

async function serve(parts: ProviderParts = {}) {
  const composed = composeForTest(parts);
  return { ...composed, served: await ServedDriver.start(composed) };
}

describe('the 16 calls', () => {
  it('are all answered over a real connection', async () => {
    const { served } = await serve(everything);
    await using _ = served;
    const { client } = served;
    const createFlags = await client.call('GetDriverCreateOptions', {});
    expect(Object.keys(createFlags.options)).toContain('node-count');
    const updateFlags = await client.call('GetDriverUpdateOptions', {});
    expect(Object.keys(updateFlags.options)).not.toContain('region');
    const created = await client.call('Create', { driver_options: options });
    expect(created).toMatchObject({ endpoint: 'https://cluster.test:6443', node_count: '2', create_error: '' });
    const info = await client.call('PostCheck', created);
    expect(info.service_account_token).toMatch(/^token-of-/);
    expect(info.metadata).toEqual(created.metadata);
    const updated = await client.call('Update', { cluster_info: info, driver_options: options });
    expect(updated.service_account_token).toBe(info.service_account_token);
    await expect(client.call('GetVersion', info)).resolves.toEqual({ version: '1.34.1' });
    await expect(client.call('SetVersion', { info, version: { version: '1.34.2' } })).resolves.toEqual({});
    await expect(client.call('GetNodeCount', info)).resolves.toEqual({ count: '2' });
    await expect(client.call('SetNodeCount', { info, count: { count: 4 } })).resolves.toEqual({});
    const offered = await client.call('GetK8sCapabilities', options);
    expect(offered).toMatchObject({ NodePortRange: '30000-32767', L4LoadBalancer: { Enabled: false } });
    await expect(client.call('ETCDSave', { info, SnapshotName: 'monday' })).resolves.toEqual({});
    const restored = await client.call('ETCDRestore', { info, SnapshotName: 'monday' });
    expect(restored.metadata).toEqual(created.metadata);
    await expect(client.call('ETCDRemoveSnapshot', { info, SnapshotName: 'monday' })).resolves.toEqual({});
    await expect(client.call('RemoveLegacyServiceAccount', info)).resolves.toEqual({});
    await expect(client.call('Remove', info)).resolves.toEqual({});
  });

  it('tell the capabilities by 64-bit numbers', async () => {
    const { served } = await serve({ setVersion: nothing });
    await using _ = served;
    const { capabilities } = await served.client.call('GetCapabilities', {});
    const byNumber = Object.entries(capabilities).map(([key, can]) => [int64Key(key), can]);
    expect(Object.fromEntries(byNumber)).toEqual({ 0: true, 1: true, 2: true, 3: false, 4: false });
  });

  const empty: readonly { method: Method; code?: string; because: string }[] = [
    { method: 'Create', code: 'INVALID', because: 'a cluster needs a name' },
    { method: 'Update', code: 'INVALID', because: 'nothing tells which cluster is meant' },
    { method: 'PostCheck', code: 'INVALID', because: 'nothing tells which cluster is meant' },
    { method: 'Remove', because: 'nothing was ever told to Rancher, so there is nothing left' },
    { method: 'GetDriverCreateOptions', because: 'it needs nothing' },
    { method: 'GetDriverUpdateOptions', because: 'it needs nothing' },
    { method: 'GetVersion', code: 'INVALID', because: 'nothing tells which cluster is meant' },
    { method: 'SetVersion', code: 'INVALID', because: 'there is no version' },
    { method: 'GetNodeCount', code: 'INVALID', because: 'nothing tells which cluster is meant' },
    { method: 'SetNodeCount', code: 'INVALID', because: 'nothing tells which cluster is meant' },
    { method: 'GetCapabilities', because: 'it is the liveness check' },
    { method: 'GetK8sCapabilities', because: 'it needs nothing' },
    { method: 'ETCDSave', code: 'INVALID', because: 'there is no name' },
    { method: 'ETCDRestore', code: 'INVALID', because: 'there is no name' },
    { method: 'ETCDRemoveSnapshot', code: 'INVALID', because: 'there is no name' },
    { method: 'RemoveLegacyServiceAccount', because: 'an error would make Rancher try for ever' },
  ];

  it.each(empty)('answer an empty $method ($because)', async ({ method, code }) => {
    const { served } = await serve(everything);
    await using _ = served;
    if (code === undefined) {
      await expect(served.client.call(method, {})).resolves.toBeDefined();
      return;
    }
    const error = await served.client.refusal(method, {});
    expect(error.code).toBe(status.UNKNOWN);
    expect(error.details).toMatch(/^[^:]+: .+/);
    expect(error.metadata.get(errorCodeKey)).toEqual([code]);
  });

  it('carry 64-bit values as they are', async () => {
    const { served } = await serve({
      ...everything,
      access: () => Promise.reject(new DriverError('NOT_FOUND', { why: 'gone' })),
    });
    await using _ = served;
    const { client } = served;
    const refused = await client.refusal('Create', {
      driver_options: { ...options, int_options: { nodeCount: '9007199254740993' } },
    });
    expect(refused.details).toBe('check the options: node-count must be 1 to 100, not 9007199254740993');
    const info = await client.call('Create', {
      driver_options: options,
      cluster_info: { node_count: '9007199254740993' },
    });
    expect(info).toMatchObject({ node_count: '9007199254740993', create_error: 'create c-abcde: gone' });
    const scaled = await client.refusal('SetNodeCount', { info, count: { count: '-9223372036854775808' } });
    expect(scaled.details).toContain('-9223372036854775808 is no number of nodes');
  });
});

describe('an error', () => {
  const access = () => Promise.reject(new Error('not reached'));

  it.each([
    {
      name: 'a driver error',
      thrown: new DriverError('QUOTA', { attempted: 'remove c', why: 'no', whatToDo: 'ask' }),
      details: 'remove c: no; ask',
      code: 'QUOTA',
    },
    {
      name: 'an error',
      thrown: new TypeError('x is undefined'),
      details: 'remove c-abcde: x is undefined',
      code: 'INTERNAL',
    },
    { name: 'a text', thrown: 'oh no', details: 'remove c-abcde: oh no', code: 'INTERNAL' },
    { name: 'nothing', thrown: undefined, details: 'remove c-abcde: undefined', code: 'INTERNAL' },
    { name: 'an object', thrown: { code: 5 }, details: 'remove c-abcde: [object Object]', code: 'INTERNAL' },
    { name: 'an empty error', thrown: new Error(''), details: 'remove c-abcde: [object Error]', code: 'INTERNAL' },
    {
      name: 'Unicode',
      thrown: new Error('Zürich ☃ 🚀\nline 2 %41'),
      details: 'remove c-abcde: Zürich ☃ 🚀\nline 2 %41',
      code: 'INTERNAL',
    },
    {
      name: 'half a character',
      thrown: new Error('cut \ud83d'),
      details: 'remove c-abcde: cut \ufffd',
      code: 'INTERNAL',
    },
  ])(
    'is the bare message, with its code beside it, where the provider throws $name',
    async ({ thrown, details, code }) => {
      for (const remove of [
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a provider may do so
        () => Promise.reject(thrown),
        () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- a provider may do so
          throw thrown;
        },
      ]) {
        const { served } = await serve({ remove, access });
        await using _ = served;
        const info = await served.client.call('Create', { driver_options: options });
        const error = await served.client.refusal('Remove', info);
        expect(error.code).toBe(status.UNKNOWN);
        expect(error.details).toBe(details);
        expect(error.metadata.get(errorCodeKey)).toEqual([code]);
      }
    },
  );

  it('arrives though it is as long as the output of a command', async () => {
    const output = 'Überlänge '.repeat(20_000);
    const { served } = await serve({ remove: () => Promise.reject(new Error(`begin ${output} end`)), access });
    await using _ = served;
    const info = await served.client.call('Create', { driver_options: options });
    const error = await served.client.refusal('Remove', info);
    expect(error.code).toBe(status.UNKNOWN);
    expect(error.details).toMatch(/^remove c-abcde: begin [\s\S]* end$/);
    expect(error.details.length).toBeLessThan(8_000);
  });
});

describe('a caller', () => {
  function waiting() {
    let reason: unknown;
    let begun: () => void = () => undefined;
    let stopped: () => void = () => undefined;
    const hasBegun = new Promise<void>((resolve) => (begun = resolve));
    const hasStopped = new Promise<void>((resolve) => (stopped = resolve));
    const create: ProviderParts['create'] = ({ signal }) => {
      begun();
      return new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reason = signal.reason;
          stopped();
          reject(signal.reason as Error);
        });
      });
    };
    return { create, hasBegun, hasStopped, reasonOf: () => reason };
  }

  it('that cancels reaches the provider', async () => {
    const { create, hasBegun, hasStopped, reasonOf } = waiting();
    const { served } = await serve({ create });
    await using _ = served;
    const call = served.client.begin('Create', { driver_options: options });
    await hasBegun;
    call.cancel();
    await expect(call.answer).rejects.toMatchObject({ code: status.CANCELLED });
    await hasStopped;
    expect(reasonOf()).toMatchObject({ code: 'CANCELLED' });
  });

  it('whose deadline passes reaches the provider', async () => {
    const { create, hasStopped, reasonOf } = waiting();
    const { served } = await serve({ create });
    await using _ = served;
    const call = served.client.refusal('Create', { driver_options: options }, { deadline: Date.now() + 200 });
    await hasStopped;
    expect(reasonOf()).toMatchObject({ code: 'CANCELLED' });
    expect((await call).code).toBe(status.DEADLINE_EXCEEDED);
  });

  it('that goes away reaches the provider', async () => {
    const { create, hasBegun, hasStopped, reasonOf } = waiting();
    const { served } = await serve({ create });
    await using _ = served;
    await using line = await CuttableLine.to(served.client.port);
    const far = new DriverClient(line.port);
    const call = far.begin('Create', { driver_options: options });
    await hasBegun;
    line.cut();
    await expect(call.answer).rejects.toMatchObject({ code: status.UNAVAILABLE });
    await hasStopped;
    far.close();
    expect(reasonOf()).toMatchObject({ code: 'CANCELLED' });
  });

  it('that names its call finds it in the log', async () => {
    const { served, log } = await serve();
    await using _ = served;
    await served.client.begin('Create', { driver_options: options }, {}, 'log-7').answer;
    expect(log.lines.every(({ fields }) => fields.logId === 'log-7' || fields.ignored !== undefined)).toBe(true);
  });

  it('that comes second to one cluster is told what is under way, and may look meanwhile', async () => {
    const { create, hasBegun } = waiting();
    const { served } = await serve({ create });
    await using _ = served;
    const { client } = served;
    const first = client.begin('Create', { driver_options: options });
    first.answer.catch(() => undefined);
    await hasBegun;
    const second = await client.refusal('Create', { driver_options: options });
    expect(second.metadata.get(errorCodeKey)).toEqual(['BUSY']);
    expect(second.details).toMatch(/^create c-abcde: another operation, create, has been under way for 0 s/);
    const other = client.begin('Create', { driver_options: { string_options: { name: 'c-other' } } });
    other.answer.catch(() => undefined);
    await settle();
    await expect(client.call('GetCapabilities', {})).resolves.toBeDefined();
    first.cancel();
    other.cancel();
  });
});

describe('a message of 4 MiB', () => {
  const limit = 4 * 1024 * 1024;
  const info = (size: number) => ({ metadata: { other: 'x'.repeat(size) } });

  it('is taken where it is just below', async () => {
    const { served } = await serve();
    await using _ = served;
    await expect(served.client.call('Remove', info(limit - 100))).resolves.toEqual({});
  });

  it('is refused where it is just above, and the server lives on', async () => {
    const { served } = await serve();
    await using _ = served;
    const error = await served.client.refusal('Remove', info(limit + 1));
    expect(error.code).toBe(status.RESOURCE_EXHAUSTED);
    await expect(served.client.call('GetCapabilities', {})).resolves.toBeDefined();
  });

  it('is refused in words where a state grew so large that Rancher could not keep it', async () => {
    const create: ProviderParts['create'] = () => Promise.resolve({ id: 'x'.repeat(2 * 1024 * 1024) });
    const { served } = await serve({ create });
    await using _ = served;
    const error = await served.client.refusal('Create', { driver_options: options });
    expect(error.details).toMatch(/^keep the state of c-abcde: .* is larger than Rancher can store/);
  });
});

describe('bytes that are no message', () => {
  it('are refused, and the server lives on', async () => {
    const { served } = await serve();
    await using _ = served;
    const metadata = { [stateKey]: '\u0000\uffff' };
    const error = await served.client.refusal('GetVersion', { metadata });
    expect(error.metadata.get(errorCodeKey)).toEqual(['INVALID']);
    await expect(served.client.call('GetCapabilities', {})).resolves.toBeDefined();
  });
});
