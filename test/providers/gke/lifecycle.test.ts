import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { failureOf } from '../../support/failure-of.js';
import type { Fault } from './double/faults/fault.js';
import { driverFor, type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness;

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  expect(harness.double.pendingFaults).toEqual([]);
  await harness.stop();
});

const mark = { 'managed-by': 'rancher-driver-host', 'rancher-cluster': 'c-abcde', 'rancher-installation': 'rancher' };

function theCluster() {
  const { clusters } = harness.double.snapshot();
  expect(clusters).toHaveLength(1);
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('there is no cluster');
  return cluster;
}

describe('a GKE cluster', () => {
  it('is created under its own name with its mark, and its pool runs', async () => {
    harness = await startGkeHarness();
    const info = await harness.create({ resourceLabels: ['team=web'], nodeCount: 2 });
    const cluster = theCluster();
    const endpoint = `https://${String(cluster.endpoint)}`;
    expect(info).toMatchObject({ createError: '', endpoint, version: '1.34.5-gke.1400000' });
    expect(cluster).toMatchObject({ name: 'c-abcde', status: 'RUNNING', resourceLabels: { ...mark, team: 'web' } });
    expect(cluster.nodePools).toMatchObject([{ name: 'default-0', initialNodeCount: 2, status: 'RUNNING' }]);
  });

  it.each<{ because: string; fault: Fault }>([
    { because: '503 before', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'unavailable' } } },
    { because: '429 before', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'rate-limited', retryAfterS: 2 } } },
    { because: 'the answer is lost', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'lost-answer' } } },
    { because: 'the connection breaks', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'reset' } } },
    { because: 'no answer comes', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'hang' } } },
    { because: 'a proxy fails', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'bad-gateway' } } },
    {
      because: 'ours was made meanwhile',
      fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'conflict', owner: 'ours' } },
    },
    { because: 'polling fails', fault: { on: { rpc: 'GetOperation', times: 3 }, do: { kind: 'unavailable' } } },
    { because: 'tokens expire', fault: { on: { rpc: 'GetOperation' }, do: { kind: 'expire-tokens' } } },
    { because: 'tokens expire at the create', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'expire-tokens' } } },
    { because: 'it is slow', fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'slow', polls: 12 } } },
    { because: 'the token endpoint fails', fault: { on: { rpc: 'oauth2.token' }, do: { kind: 'unavailable' } } },
    { because: 'looking fails', fault: { on: { rpc: 'GetCluster', times: 3 }, do: { kind: 'reset' } } },
  ])('becomes exactly one cluster where $because', async ({ fault }) => {
    harness = await startGkeHarness({ faults: [fault] }, { requestTimeoutMs: 200_000 });
    const info = await harness.create();
    expect(info.createError).toBe('');
    expect(theCluster()).toMatchObject({ status: 'RUNNING', resourceLabels: mark });
  });

  it('is refused by name where somebody else has it, and that one is left alone', async () => {
    harness = await startGkeHarness({
      clusters: [{ location: 'us-central1-a', cluster: { name: 'c-abcde', resourceLabels: { of: 'them' } } }],
    });
    const before = harness.double.snapshot();
    const error = await failureOf(() => harness.create());
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain(
      "the cluster c-abcde in us-central1-a of the project double-project: there is such a cluster, and it is not this driver's",
    );
    expect(harness.writes()).toEqual([]);
    expect(harness.double.snapshot()).toEqual(before);
  });

  it('is refused where somebody else takes the name between the look and the create', async () => {
    harness = await startGkeHarness({
      faults: [{ on: { rpc: 'CreateCluster' }, do: { kind: 'conflict', owner: 'foreign' } }],
    });
    const { createError } = await harness.create();
    expect(createError).toContain("it is not this driver's");
    expect(harness.double.snapshot().clusters).toHaveLength(1);
  });

  it('ends the wait with Google’s own reason where it cannot come up, and says the same when it is tried again', async () => {
    const message = 'Insufficient regional quota to satisfy request: resource "CPUS".';
    harness = await startGkeHarness({
      faults: [
        { on: { rpc: 'CreateCluster' }, do: { kind: 'operation-error', status: 'RESOURCE_EXHAUSTED', message } },
      ],
    });
    const failed = await harness.create();
    expect(failed.createError).toContain(message);
    expect(failed.createError).toContain('higher quota');
    const again = await harness.create({}, failed);
    expect(again.createError).toContain(message);
    expect(again.createError).toContain('remove it');
    expect(harness.writes()).toEqual(['CreateCluster']);
    await harness.remove(again);
    expect(harness.double.snapshot().clusters).toEqual([]);
  });

  it.each<{ because: string; fault: Fault; says: RegExp }>([
    {
      because: 'the quota is used up',
      fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'quota-exceeded' } },
      says: /Insufficient regional quota.*; ask for a higher quota/s,
    },
    {
      because: 'a permission is missing',
      fault: { on: { rpc: 'CreateCluster' }, do: { kind: 'permission-denied' } },
      says: /container\.clusters\.create.*; grant container\.clusters\.create/s,
    },
    {
      because: 'the request is wrong',
      fault: {
        on: { rpc: 'CreateCluster' },
        do: { kind: 'error', status: 'INVALID_ARGUMENT', message: 'No such thing.' },
      },
      says: /No such thing/,
    },
  ])('is given up at once where $because', async ({ fault, says }) => {
    harness = await startGkeHarness({ faults: [fault] });
    expect((await harness.create()).createError).toMatch(says);
    expect(harness.writes()).toEqual(['CreateCluster']);
  });

  it('is gone on with after a crash that left no memory, however far it was', async () => {
    harness = await startGkeHarness();
    await harness.create();
    harness.double.forgetRequests();
    const info = await harness.create({}, emptyClusterInfo);
    expect(info.createError).toBe('');
    expect(harness.writes()).toEqual([]);
    expect(theCluster().status).toBe('RUNNING');
  });

  it('converges to the options where a finished create is tried again with others', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    await harness.create({ nodeCount: 5 }, info);
    expect(theCluster().nodePools).toMatchObject([{ initialNodeCount: 5 }]);
  });

  it('waits for an earlier deletion and is then made anew', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    harness.double.script({ on: { rpc: 'DeleteCluster' }, do: { kind: 'slow', polls: 6 } });
    const removing = harness.remove(info);
    const made = driverFor(harness.double).create();
    await expect(removing).resolves.toBeUndefined();
    expect((await made).createError).toBe('');
  });
});

describe('options against the offer', () => {
  it.each<{ because: string; wish: Wish; says: readonly string[] }>([
    {
      because: 'version and machine type do not exist',
      wish: { kubernetesVersion: '1.99', machineType: 'e9-huge' },
      says: ['kubernetes-version 1.99 is not offered', 'machine-type is not offered: there is no e9-huge'],
    },
    {
      because: 'the nodes are newer',
      wish: { kubernetesVersion: '1.33', nodeVersion: '1.34' },
      says: ['node-version must not be newer'],
    },
    {
      because: 'a pool has a wrong machine',
      wish: { nodePools: ['name=a;machine-type=e9-huge'] },
      says: ['node-pools has machine-type that is not offered'],
    },
    { because: 'the image is gone', wish: { imageType: 'COS' }, says: ['image-type is not offered'] },
  ])('are refused all at once before anything is paid for, where $because', async ({ wish, says }) => {
    harness = await startGkeHarness();
    const error = await failureOf(() => harness.create(wish));
    expect(error.code).toBe('INVALID');
    for (const text of says) expect(error.message).toContain(text);
    expect(harness.writes()).toEqual([]);
  });
});

/** A cluster as Rancher keeps it, with other options, or another memory of the provider, in its state. */
function withStored(info: ClusterInfo, options: object, data: object = {}): ClusterInfo {
  const [format, version, body] = JSON.parse(info.metadata.state ?? '') as [
    string,
    number,
    { readonly options: object; readonly data: object },
  ];
  const changed = { ...body, options: { ...body.options, ...options }, data: { ...body.data, ...data } };
  return { ...info, metadata: { state: JSON.stringify([format, version, changed]) } };
}

describe('removal', () => {
  it.each<{ because: string; fault: Fault }>([
    { because: 'the answer is lost', fault: { on: { rpc: 'DeleteCluster' }, do: { kind: 'lost-answer' } } },
    { because: 'the service fails', fault: { on: { rpc: 'DeleteCluster', times: 2 }, do: { kind: 'unavailable' } } },
    { because: 'Google works on it', fault: { on: { rpc: 'DeleteCluster' }, do: { kind: 'busy', polls: 3 } } },
    { because: 'it takes long', fault: { on: { rpc: 'DeleteCluster' }, do: { kind: 'slow', polls: 9 } } },
    {
      because: 'somebody has deleted it just before',
      fault: { on: { rpc: 'DeleteCluster' }, do: { kind: 'cluster-gone' } },
    },
  ])('ends with the cluster gone where $because', async ({ fault }) => {
    harness = await startGkeHarness();
    const info = await harness.create();
    harness.double.script(fault);
    await harness.remove(info);
    expect(harness.double.snapshot().clusters).toEqual([]);
    await harness.remove(info);
  });

  it('refuses what has lost the mark', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    await harness.stop();
    harness = await startGkeHarness({ clusters: [{ location: 'us-central1-a', cluster: { name: 'c-abcde' } }] });
    const { root } = harness.double.endpoints;
    const credential = harness.basics.credential;
    const moved = withStored(info, { 'api-endpoint': root, 'compute-endpoint': root, credential }, { id: undefined });
    const error = await failureOf(() => harness.remove(moved));
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain('nothing was deleted');
    expect(harness.writes()).toEqual([]);
  });

  it('names what workloads left behind, and leaves it', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    harness.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    harness.double.leaveBehind({ location: 'us-central1-a', cluster: 'another' });
    await harness.remove(info);
    const warning = harness.log.messages('warn').join();
    expect(warning).toMatch(
      /forwarding rule \S+ in regions\/us-central1 \(of default\/web\); address \S+ .*disk \S+ in zones\/us-central1-a/,
    );
    expect(harness.double.snapshot().resources).toHaveLength(10);
  });

  it('deletes what workloads left behind where that is wanted, and nothing of another cluster', async () => {
    harness = await startGkeHarness();
    const info = await harness.create({ deleteLeftovers: true });
    harness.double.leaveBehind({ location: 'us-central1-a', cluster: 'another' });
    const others = harness.double.snapshot().resources;
    harness.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    await harness.remove(info);
    expect(harness.double.snapshot().resources).toEqual(others);
  });

  it('takes what does not say where its cluster was for that of another place where it is elsewhere itself', async () => {
    harness = await startGkeHarness();
    const info = await harness.create({ deleteLeftovers: true });
    for (const region of ['us-central1', 'europe-west4']) {
      const fields = { labels: { 'goog-k8s-cluster-name': 'c-abcde' } };
      harness.double.addResource({ collection: 'addresses', scope: `regions/${region}`, name: `in-${region}`, fields });
    }
    await harness.remove(info);
    expect(harness.double.snapshot().resources).toEqual([expect.stringContaining('in-europe-west4')]);
  });

  it('touches nothing of another cluster that has the name by now, not even what that one made', async () => {
    harness = await startGkeHarness();
    const info = await harness.create({ deleteLeftovers: true });
    await harness.remove(info);
    await harness.double.seed({ location: 'us-central1-a', cluster: { name: 'c-abcde', resourceLabels: mark } });
    harness.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    const before = harness.double.snapshot();
    harness.double.forgetRequests();
    await harness.remove(info);
    expect(harness.writes()).toEqual([]);
    expect(harness.double.snapshot()).toMatchObject({ clusters: before.clusters, resources: before.resources });
    expect(harness.log.messages('warn').join()).toContain('was replaced by another cluster');
  });

  it.each([
    {
      who: 'where the API should be',
      option: 'api-endpoint',
      body: '<html>default backend</html>',
      code: 'UNAVAILABLE',
      says: 'check api-endpoint',
    },
    {
      who: 'where tokens should be',
      option: 'token-endpoint',
      body: '{"error":{"code":404,"status":"NOT_FOUND","message":"Not found."}}',
      code: 'UNAUTHENTICATED',
      says: 'token_uri',
    },
  ])('does not take the 404 of a stranger $who for the end of the cluster', async ({ option, body, code, says }) => {
    harness = await startGkeHarness();
    const info = await harness.create();
    const stranger = createServer((_, response) => {
      response.writeHead(404, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body);
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    const moved = withStored(info, { [option]: `http://127.0.0.1:${String(port)}` });
    const error = await failureOf(() => driverFor(harness.double).remove(moved)).finally(() => {
      stranger.closeAllConnections();
      stranger.close();
    });
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(theCluster().status).toBe('RUNNING');
  });

  it('that cannot be done says which cluster may be left, where it is, and that it costs', async () => {
    harness = await startGkeHarness();
    const info = await harness.create();
    const { private_key_id: id, client_email: email } = JSON.parse(String(harness.basics.credential)) as Record<
      'private_key_id' | 'client_email',
      string
    >;
    harness.double.revokeKey({ id, email });
    const left = 'the cluster c-abcde in us-central1-a of the project double-project';
    const revoked = await failureOf(() => harness.remove(info));
    expect(revoked.code).toBe('UNAUTHENTICATED');
    const keyless = withStored(info, { credential: undefined, 'gke-credential-path': '/nowhere/key.json' });
    const lost = await failureOf(() => harness.remove(keyless));
    expect(lost.message).toContain('there is no such file');
    for (const { message } of [revoked, lost]) {
      expect(message).toContain(`remove ${left}`);
      expect(message).toContain('it may still exist and be billed');
    }
  });

  it('of a cluster that is still being made waits until it can be deleted', async () => {
    harness = await startGkeHarness({ operations: { polls: 6 } });
    const killed = new AbortController();
    harness.double.hooks.before = ({ rpc }) => {
      if (rpc === 'GetOperation') killed.abort(new Error('the process is gone'));
    };
    const begun = await harness.create({}, emptyClusterInfo, killed.signal);
    delete harness.double.hooks.before;
    expect(theCluster().status).toBe('PROVISIONING');
    await driverFor(harness.double).remove(begun);
    expect(harness.double.snapshot().clusters).toEqual([]);
    expect(harness.writes()).toEqual(['CreateCluster', 'DeleteCluster']);
  });
});
