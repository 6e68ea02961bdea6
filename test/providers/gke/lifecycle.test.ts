import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/cluster-info.js';
import { failureOf } from '../../support/failure-of.js';
import type { Fault } from './double/faults/fault.js';
import { driverFor, type GkeBench, startGkeBench, type Wish } from './support/gke-bench.js';

let bench: GkeBench;

afterEach(async () => {
  expect(bench.double.violations).toEqual([]);
  expect(bench.double.pendingFaults).toEqual([]);
  await bench.stop();
});

const mark = { 'managed-by': 'rancher-driver-host', 'rancher-cluster': 'c-abcde', 'rancher-installation': 'rancher' };

function theCluster() {
  const { clusters } = bench.double.snapshot();
  expect(clusters).toHaveLength(1);
  const [cluster] = clusters;
  if (cluster === undefined) throw new Error('there is no cluster');
  return cluster;
}

describe('a GKE cluster', () => {
  it('is created under its own name with its mark, and its pool runs', async () => {
    bench = await startGkeBench();
    const info = await bench.create({ resourceLabels: ['team=web'], nodeCount: 2 });
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
    bench = await startGkeBench({ faults: [fault] }, { requestTimeoutMs: 200_000 });
    const info = await bench.create();
    expect(info.createError).toBe('');
    expect(theCluster()).toMatchObject({ status: 'RUNNING', resourceLabels: mark });
  });

  it('is refused by name where somebody else has it, and that one is left alone', async () => {
    bench = await startGkeBench({
      clusters: [{ location: 'us-central1-a', cluster: { name: 'c-abcde', resourceLabels: { of: 'them' } } }],
    });
    const before = bench.double.snapshot();
    const error = await failureOf(() => bench.create());
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain(
      "the cluster c-abcde in us-central1-a of the project double-project: there is such a cluster, and it is not this driver's",
    );
    expect(bench.writes()).toEqual([]);
    expect(bench.double.snapshot()).toEqual(before);
  });

  it('is refused where somebody else takes the name between the look and the create', async () => {
    bench = await startGkeBench({
      faults: [{ on: { rpc: 'CreateCluster' }, do: { kind: 'conflict', owner: 'foreign' } }],
    });
    const { createError } = await bench.create();
    expect(createError).toContain("it is not this driver's");
    expect(bench.double.snapshot().clusters).toHaveLength(1);
  });

  it('ends the wait with Google’s own reason where it cannot come up, and says the same when it is tried again', async () => {
    const message = 'Insufficient regional quota to satisfy request: resource "CPUS".';
    bench = await startGkeBench({
      faults: [
        { on: { rpc: 'CreateCluster' }, do: { kind: 'operation-error', status: 'RESOURCE_EXHAUSTED', message } },
      ],
    });
    const failed = await bench.create();
    expect(failed.createError).toContain(message);
    expect(failed.createError).toContain('higher quota');
    const again = await bench.create({}, failed);
    expect(again.createError).toContain(message);
    expect(again.createError).toContain('remove it');
    expect(bench.writes()).toEqual(['CreateCluster']);
    await bench.remove(again);
    expect(bench.double.snapshot().clusters).toEqual([]);
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
    bench = await startGkeBench({ faults: [fault] });
    expect((await bench.create()).createError).toMatch(says);
    expect(bench.writes()).toEqual(['CreateCluster']);
  });

  it('is gone on with after a crash that left no memory, however far it was', async () => {
    bench = await startGkeBench();
    await bench.create();
    bench.double.forgetRequests();
    const info = await bench.create({}, emptyClusterInfo);
    expect(info.createError).toBe('');
    expect(bench.writes()).toEqual([]);
    expect(theCluster().status).toBe('RUNNING');
  });

  it('converges to the options where a finished create is tried again with others', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    await bench.create({ nodeCount: 5 }, info);
    expect(theCluster().nodePools).toMatchObject([{ initialNodeCount: 5 }]);
  });

  it('waits for an earlier deletion and is then made anew', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    bench.double.script({ on: { rpc: 'DeleteCluster' }, do: { kind: 'slow', polls: 6 } });
    const removing = bench.remove(info);
    const made = driverFor(bench.double).create();
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
    bench = await startGkeBench();
    const error = await failureOf(() => bench.create(wish));
    expect(error.code).toBe('INVALID');
    for (const text of says) expect(error.message).toContain(text);
    expect(bench.writes()).toEqual([]);
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
    bench = await startGkeBench();
    const info = await bench.create();
    bench.double.script(fault);
    await bench.remove(info);
    expect(bench.double.snapshot().clusters).toEqual([]);
    await bench.remove(info);
  });

  it('refuses what has lost the mark', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    await bench.stop();
    bench = await startGkeBench({ clusters: [{ location: 'us-central1-a', cluster: { name: 'c-abcde' } }] });
    const { root } = bench.double.endpoints;
    const credential = bench.basics.credential;
    const moved = withStored(info, { 'api-endpoint': root, 'compute-endpoint': root, credential }, { id: undefined });
    const error = await failureOf(() => bench.remove(moved));
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain('nothing was deleted');
    expect(bench.writes()).toEqual([]);
  });

  it('names what workloads left behind, and leaves it', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    bench.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    bench.double.leaveBehind({ location: 'us-central1-a', cluster: 'another' });
    await bench.remove(info);
    const warning = bench.log.messages('warn').join();
    expect(warning).toMatch(
      /forwarding rule \S+ in regions\/us-central1 \(of default\/web\); address \S+ .*disk \S+ in zones\/us-central1-a/,
    );
    expect(bench.double.snapshot().resources).toHaveLength(10);
  });

  it('deletes what workloads left behind where that is wanted, and nothing of another cluster', async () => {
    bench = await startGkeBench();
    const info = await bench.create({ deleteLeftovers: true });
    bench.double.leaveBehind({ location: 'us-central1-a', cluster: 'another' });
    const others = bench.double.snapshot().resources;
    bench.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    await bench.remove(info);
    expect(bench.double.snapshot().resources).toEqual(others);
  });

  it('takes what does not say where its cluster was for that of another place where it is elsewhere itself', async () => {
    bench = await startGkeBench();
    const info = await bench.create({ deleteLeftovers: true });
    for (const region of ['us-central1', 'europe-west4']) {
      const fields = { labels: { 'goog-k8s-cluster-name': 'c-abcde' } };
      bench.double.addResource({ collection: 'addresses', scope: `regions/${region}`, name: `in-${region}`, fields });
    }
    await bench.remove(info);
    expect(bench.double.snapshot().resources).toEqual([expect.stringContaining('in-europe-west4')]);
  });

  it('touches nothing of another cluster that has the name by now, not even what that one made', async () => {
    bench = await startGkeBench();
    const info = await bench.create({ deleteLeftovers: true });
    await bench.remove(info);
    await bench.double.seed({ location: 'us-central1-a', cluster: { name: 'c-abcde', resourceLabels: mark } });
    bench.double.leaveBehind({ location: 'us-central1-a', cluster: 'c-abcde' });
    const before = bench.double.snapshot();
    bench.double.forgetRequests();
    await bench.remove(info);
    expect(bench.writes()).toEqual([]);
    expect(bench.double.snapshot()).toMatchObject({ clusters: before.clusters, resources: before.resources });
    expect(bench.log.messages('warn').join()).toContain('is another one by now');
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
    bench = await startGkeBench();
    const info = await bench.create();
    const stranger = createServer((_, response) => {
      response.writeHead(404, { 'content-type': body.startsWith('{') ? 'application/json' : 'text/html' }).end(body);
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const { port } = stranger.address() as AddressInfo;
    const moved = withStored(info, { [option]: `http://127.0.0.1:${String(port)}` });
    const error = await failureOf(() => driverFor(bench.double).remove(moved)).finally(() => {
      stranger.closeAllConnections();
      stranger.close();
    });
    expect(error.code).toBe(code);
    expect(error.message).toContain(says);
    expect(theCluster().status).toBe('RUNNING');
  });

  it('that cannot be done says which cluster may be left, where it is, and that it costs', async () => {
    bench = await startGkeBench();
    const info = await bench.create();
    const { private_key_id: id, client_email: email } = JSON.parse(String(bench.basics.credential)) as Record<
      'private_key_id' | 'client_email',
      string
    >;
    bench.double.revokeKey({ id, email });
    const left = 'the cluster c-abcde in us-central1-a of the project double-project';
    const revoked = await failureOf(() => bench.remove(info));
    expect(revoked.code).toBe('UNAUTHENTICATED');
    const keyless = withStored(info, { credential: undefined, 'gke-credential-path': '/nowhere/key.json' });
    const lost = await failureOf(() => bench.remove(keyless));
    expect(lost.message).toContain('there is no such file');
    for (const { message } of [revoked, lost]) {
      expect(message).toContain(`remove ${left}`);
      expect(message).toContain('it may still exist and be billed');
    }
  });

  it('of a cluster that is still being made waits until it can be deleted', async () => {
    bench = await startGkeBench({ operations: { polls: 6 } });
    const killed = new AbortController();
    bench.double.hooks.before = ({ rpc }) => {
      if (rpc === 'GetOperation') killed.abort(new Error('the process is gone'));
    };
    const begun = await bench.create({}, emptyClusterInfo, killed.signal);
    delete bench.double.hooks.before;
    expect(theCluster().status).toBe('PROVISIONING');
    await driverFor(bench.double).remove(begun);
    expect(bench.double.snapshot().clusters).toEqual([]);
    expect(bench.writes()).toEqual(['CreateCluster', 'DeleteCluster']);
  });
});
