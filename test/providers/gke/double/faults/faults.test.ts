import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Fault, type GoogleDouble, startGoogleDouble } from '../google-double.ts';
import { location, openClient, type RawAnswer, type RawClient } from '../support/raw-client.ts';

let double: GoogleDouble;
let client: RawClient;

beforeEach(async () => {
  double = await startGoogleDouble();
  client = await openClient(double);
  double.forgetRequests();
});

afterEach(async () => {
  expect(double.pendingFaults).toEqual([]);
  expect(double.violations).toEqual([]);
  await double.stop();
});

const said = ({ status, json: { error } }: RawAnswer) => [status, error?.status];
const clusters = () => double.snapshot().clusters;
const onCreate = (action: Fault['do']): Fault => ({ on: { rpc: 'CreateCluster' }, do: action });

describe('a fault', () => {
  const refusals: { action: Fault['do']; answer: unknown[]; retryAfter?: string }[] = [
    { action: { kind: 'unavailable' }, answer: [503, 'UNAVAILABLE'] },
    { action: { kind: 'unavailable', retryAfterS: 2 }, answer: [503, 'UNAVAILABLE'], retryAfter: '2' },
    { action: { kind: 'rate-limited', retryAfterS: 7 }, answer: [429, 'RESOURCE_EXHAUSTED'], retryAfter: '7' },
    { action: { kind: 'quota-exceeded' }, answer: [403, 'PERMISSION_DENIED'] },
    { action: { kind: 'quota-exceeded', form: 'RESOURCE_EXHAUSTED' }, answer: [429, 'RESOURCE_EXHAUSTED'] },
    { action: { kind: 'permission-denied' }, answer: [403, 'PERMISSION_DENIED'] },
    { action: { kind: 'error', status: 'INTERNAL', message: 'oh' }, answer: [500, 'INTERNAL'] },
    { action: { kind: 'bad-gateway' }, answer: [502, undefined] },
    { action: { kind: 'expire-tokens' }, answer: [401, 'UNAUTHENTICATED'] },
    { action: { kind: 'revoke-keys' }, answer: [401, 'UNAUTHENTICATED'] },
    { action: { kind: 'conflict', owner: 'foreign' }, answer: [409, 'ALREADY_EXISTS'] },
  ];
  it.each(refusals)('$action answers $answer', async ({ action, answer, retryAfter }) => {
    double.script(onCreate(action));
    const refused = await client.create();
    expect(said(refused)).toEqual(answer);
    expect(refused.headers.get('retry-after')).toBe(retryAfter ?? null);
    expect(double.requests).toMatchObject([{ rpc: 'CreateCluster', outcome: refused.status, faults: [action.kind] }]);
    expect(double.snapshot().operations).toEqual([]);
  });

  it('meets the nth request that fits, and as many as it is told to', async () => {
    double.script({ on: { method: 'GET', path: '/clusters/shop$', nth: 2, times: 2 }, do: { kind: 'unavailable' } });
    await double.seed({ location: 'us-central1', cluster: { name: 'shop' } });
    const statuses: number[] = [];
    for (let call = 0; call < 4; call++) statuses.push((await client.shop()).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
  });

  it('resets the connection before anything has been done', async () => {
    double.script(onCreate({ kind: 'reset' }));
    await expect(client.create()).rejects.toThrow('fetch failed');
    expect(clusters()).toEqual([]);
    expect(double.requests).toMatchObject([{ outcome: 'reset' }]);
  });

  it('loses the answer after everything has been done', async () => {
    double.script(onCreate({ kind: 'lost-answer' }));
    await expect(client.create()).rejects.toThrow('fetch failed');
    expect(clusters()).toMatchObject([{ name: 'shop', status: 'PROVISIONING' }]);
    expect(double.requests).toMatchObject([
      { outcome: 'lost-answer', operation: expect.stringMatching(/^operation-/) },
    ]);
  });

  it('never answers, until the client gives up', async () => {
    double.script({ on: { rpc: 'GetServerConfig' }, do: { kind: 'hang' } });
    const giveUp = new AbortController();
    double.hooks.before = () => {
      giveUp.abort();
      return undefined;
    };
    const url = `${double.endpoints.root}/v1/${location}/serverConfig`;
    await expect(fetch(url, { signal: giveUp.signal })).rejects.toThrow(/abort/);
    expect(double.requests).toMatchObject([{ outcome: 'hang' }]);
  });

  it('makes an operation slow', async () => {
    double.script(onCreate({ kind: 'slow', polls: 5 }));
    await client.end(await client.create());
    expect(double.calls().byRpc).toEqual({ CreateCluster: 1, GetOperation: 5 });
  });

  it('lets an operation never end', async () => {
    await double.seed({ location: 'us-central1', cluster: { name: 'shop' } });
    double.script({ on: { rpc: 'DeleteCluster' }, do: { kind: 'stuck' } });
    await client.send('DELETE', `/v1/${location}/clusters/shop`);
    for (let call = 0; call < 20; call++) expect((await client.shop()).json).toMatchObject({ status: 'STOPPING' });
  });

  it('ends an operation with an error, and the cluster that it made in ERROR', async () => {
    const message = 'Google Compute Engine: out of stock in us-central1-a.';
    double.script(onCreate({ kind: 'operation-error', status: 'RESOURCE_EXHAUSTED', message }));
    expect(await client.end(await client.create())).toMatchObject({ status: 'DONE', error: { code: 8, message } });
    expect((await client.shop()).json).toMatchObject({
      status: 'ERROR',
      conditions: [{ canonicalCode: 'RESOURCE_EXHAUSTED', message }],
    });
  });

  it('ends a change with an error and leaves the cluster as it was, or degraded', async () => {
    await double.seed({ location: 'us-central1', cluster: { name: 'shop' } });
    const size = () => client.change('/nodePools/default-pool:setSize', { nodeCount: 4 });
    const action = { kind: 'operation-error', status: 'INTERNAL', message: 'no' } as const;
    double.script({ on: { rpc: 'SetNodePoolSize' }, do: action });
    await client.end(await size());
    expect(clusters()).toMatchObject([
      { status: 'RUNNING', nodePools: [{ initialNodeCount: 1, status: 'RUNNING_WITH_ERROR' }] },
    ]);
    double.script({ on: { rpc: 'SetNodePoolSize' }, do: { ...action, clusterStatus: 'DEGRADED' } });
    await client.end(await size());
    expect(clusters()).toMatchObject([{ status: 'DEGRADED', conditions: [{ message: 'no' }] }]);
  });

  it('has Google at work on the cluster already', async () => {
    await double.seed({ location: 'us-central1', cluster: { name: 'shop' } });
    double.script({ on: { rpc: 'SetNodePoolSize' }, do: { kind: 'busy', type: 'UPGRADE_NODES', polls: 2 } });
    const size = () => client.change('/nodePools/default-pool:setSize', { nodeCount: 2 });
    const first = await size();
    expect(first.json.error?.message).toMatch(/^Cluster is running incompatible operation operation-/);
    const { json } = await client.get(`/v1/${location}/operations`);
    expect(json.operations).toMatchObject([{ operationType: 'UPGRADE_NODES' }]);
    expect((await size()).status).toBe(200);
  });

  it('has someone make a cluster of the same name first: one of ours, or a foreign one', async () => {
    double.script(onCreate({ kind: 'conflict', owner: 'ours' }));
    expect(said(await client.create())).toEqual([409, 'ALREADY_EXISTS']);
    expect(clusters()).toMatchObject([{ name: 'shop', status: 'RUNNING', resourceLabels: { owner: 'us' } }]);
  });

  it('breaks a cluster in the middle of a wait', async () => {
    const creation = await client.create();
    const message = 'The network is gone.';
    double.script({ on: { rpc: 'GetOperation' }, do: { kind: 'cluster-broken', clusterStatus: 'ERROR', message } });
    await client.get(`/v1/${location}/operations/${creation.json.name as string}`);
    expect(clusters()).toMatchObject([{ status: 'ERROR', conditions: [{ message }] }]);
  });

  it('takes a cluster away in the middle of a wait', async () => {
    await client.create();
    double.script({ on: { rpc: 'GetCluster' }, do: { kind: 'cluster-gone' } });
    expect(said(await client.shop())).toEqual([404, 'NOT_FOUND']);
  });
});

describe('hooks', () => {
  it('stand around each request: before anything has been done, and before anything has been answered', async () => {
    const seen: string[] = [];
    double.hooks.before = ({ rpc }) => {
      seen.push(`before ${rpc}: ${String(clusters().length)}`);
      return undefined;
    };
    double.hooks.after = async ({ rpc, outcome }) => {
      await Promise.resolve();
      seen.push(`after ${rpc}: ${String(clusters().length)}, ${String(outcome)}`);
      return undefined;
    };
    await client.create();
    expect(seen).toEqual(['before CreateCluster: 0', 'after CreateCluster: 1, 200']);
  });

  it('can drop a request before it is accepted, and its answer after', async () => {
    double.hooks.before = () => 'drop';
    await expect(client.create()).rejects.toThrow('fetch failed');
    expect(clusters()).toEqual([]);
    delete double.hooks.before;
    double.hooks.after = () => 'drop';
    await expect(client.create()).rejects.toThrow('fetch failed');
    expect(clusters()).toMatchObject([{ name: 'shop' }]);
    expect(double.requests).toMatchObject([{ outcome: 'reset' }, { outcome: 'lost-answer' }]);
  });
});

describe('time', () => {
  it('can be the clock that a test hands in, for operations and for tokens', async () => {
    let now = Date.now();
    await using timed = await startGoogleDouble({ now: () => now, operations: { ms: 60_000 }, tokenLifetimeS: 90 });
    const impatient = await openClient(timed);
    await impatient.create();
    for (let look = 0; look < 5; look++)
      expect((await impatient.shop()).json).toMatchObject({ status: 'PROVISIONING' });
    now += 60_000;
    expect((await impatient.shop()).json).toMatchObject({ status: 'RUNNING' });
    now += 60_000;
    expect((await impatient.shop()).status).toBe(401);
  });
});
