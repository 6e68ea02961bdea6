import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { readRecord, recordPath } from '../../../src/providers/mock/control-plane/control-plane-record.js';
import { failureOf } from '../../support/failure-of.js';
import { ApiClient } from '../support/api-client.js';
import { MockCluster } from '../support/mock-cluster.js';

const adminOf = async (cluster: MockCluster): Promise<ApiClient> => {
  const { endpoint, rootCaCertificate, credential } = await cluster.provider.access(cluster.context());
  return new ApiClient(endpoint, rootCaCertificate, credential as { certificate: string; key: string });
};

describe('the mock provider', () => {
  it('makes a cluster that answers, with the nodes and the version asked for', async () => {
    await using cluster = await MockCluster.prepare();
    const options = { nodeCount: 2, kubernetesVersion: '1.34.1', labels: ['team=blue'] } as const;
    const state = await cluster.provider.create(cluster.createContext(options));
    expect(state).toEqual({ directory: cluster.directory });
    const { version, nodeCount } = await cluster.provider.access(cluster.context());
    expect({ version, nodeCount }).toEqual({ version: '1.34.1', nodeCount: 2 });

    const { body } = await (await adminOf(cluster)).get('/api/v1/nodes');
    const [first] = body.items;
    expect(body.items.map((node) => node.metadata.name)).toEqual(['c-abcde-node-1', 'c-abcde-node-2']);
    expect(first?.metadata.labels).toMatchObject({ team: 'blue', 'topology.kubernetes.io/region': 'earth' });
    expect(first?.status.conditions[0]).toMatchObject({ type: 'Ready', status: 'True' });
  });

  it('keeps what it writes to itself', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    expect((await stat(recordPath(cluster.directory))).mode & 0o777).toBe(0o600);
    expect((await stat(cluster.directory)).mode & 0o777).toBe(0o700);
  });

  it('finds the cluster again when create is called a second time, and brings it to the options', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const before = await readRecord(cluster.directory);
    await cluster.provider.create(cluster.createContext({ nodeCount: 3 }));
    expect(await readRecord(cluster.directory)).toEqual(before);
    expect((await cluster.provider.access(cluster.context())).nodeCount).toBe(3);
  });

  it('leaves nothing when the cluster is removed, and removes what is gone', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const record = await readRecord(cluster.directory);
    await cluster.provider.remove(cluster.context());
    expect(await cluster.files()).toEqual([]);
    expect(() => process.kill(record?.pid ?? 0, 0)).toThrow('ESRCH');
    await cluster.provider.remove(cluster.context());
  });

  it('says what to do when there is no such cluster', async () => {
    await using cluster = await MockCluster.prepare();
    const failure = await failureOf(() => cluster.provider.access(cluster.context()));
    expect(failure.code).toBe('NOT_FOUND');
    expect(failure.message).toMatch(/create it again, or remove it$/);
  });

  it('never touches the directory of somebody else', async () => {
    await using cluster = await MockCluster.prepare();
    await using other = await MockCluster.prepare();
    await other.provider.create(other.createContext());
    const foreign = { ...cluster.createContext(), resume: { directory: join(other.place.path) } };
    expect((await failureOf(() => cluster.provider.create(foreign))).code).toBe('CONFLICT');
    expect(await other.isRunning()).toBe(true);
  });

  it('scales and upgrades in an update, from what the cluster has', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const changed = { nodeCount: 3, kubernetesVersion: '1.34.1', labels: ['team=red'] } as const;
    const given = ['node-count', 'kubernetes-version', 'labels'];
    await cluster.provider.update?.(cluster.updateContext(changed, cluster.options(), given));
    const { version, nodeCount } = await cluster.provider.access(cluster.context());
    expect({ version, nodeCount }).toEqual({ version: '1.34.1', nodeCount: 3 });
    const { body } = await (await adminOf(cluster)).get('/api/v1/nodes?labelSelector=team%3Dred');
    expect(body.items.map((node) => node.status.nodeInfo.kubeletVersion)).toEqual(
      Array.from({ length: 3 }, () => 'v1.34.1'),
    );
  });

  it('takes labels back that an update drops, and leaves those of others', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext({ labels: ['team=red'] }));
    const admin = await adminOf(cluster);
    await admin.patch('/api/v1/nodes/c-abcde-node-1', 'merge', { metadata: { labels: { mine: 'yes' } } });
    await cluster.provider.update?.(cluster.updateContext({ labels: [] }, cluster.options(), []));
    const { body } = await admin.get('/api/v1/nodes/c-abcde-node-1');
    expect(body.metadata.labels).toMatchObject({ mine: 'yes' });
    expect(body.metadata.labels.team).toBeUndefined();
  });

  it.each([
    { to: '1.32.9', says: 'cannot go back', because: 'the user asked for an older version' },
    { to: '1.35.0', says: 'upgrade to 1.34 first', because: 'the user skipped a version' },
  ] as const)('refuses an update to $to and changes nothing, because $because', async ({ to, says }) => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const context = cluster.updateContext({ kubernetesVersion: to, nodeCount: 5 }, cluster.options(), [
      'kubernetes-version',
      'node-count',
    ]);
    const failure = await failureOf(() => cluster.provider.update?.(context));
    expect(failure.code).toBe('INVALID');
    expect(failure.message).toContain(says);
    expect(await cluster.provider.access(cluster.context())).toMatchObject({ version: '1.33.6', nodeCount: 1 });
  });

  it.each([
    { given: [], because: 'the version was kept by the driver' },
    { given: ['kubernetes-version'], because: 'Rancher sends the version with every edit' },
  ])('does not take an old version for a wish to go back, because $because', async ({ given }) => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    await cluster.provider.setVersion?.(cluster.context(), '1.34.1');
    await cluster.provider.update?.(cluster.updateContext({ region: 'earth' }, cluster.options(), given));
    expect((await cluster.provider.access(cluster.context())).version).toBe('1.34.1');
  });

  it('keeps the size that somebody else set when an update says nothing about it', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    await cluster.provider.setNodeCount?.(cluster.context(), 4);
    await cluster.provider.update?.(cluster.updateContext({}, cluster.options(), ['labels']));
    expect((await cluster.provider.access(cluster.context())).nodeCount).toBe(4);
  });

  it('shows a rotated access key inside the cluster, and takes a dropped one away', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext({ accessKey: 'old' }));
    await cluster.provider.update?.(cluster.updateContext({ accessKey: 'new' }, cluster.options(), ['access-key']));
    const admin = await adminOf(cluster);
    const path = '/api/v1/namespaces/kube-system/secrets/mock-access-key';
    const { body } = await admin.get(path);
    expect(Buffer.from(body.data?.accessKey ?? '', 'base64').toString()).toBe('new');
    await cluster.provider.create(cluster.createContext());
    expect((await admin.get(path)).status).toBe(404);
  });

  it('saves, restores and deletes snapshots of what is stored', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const admin = await adminOf(cluster);
    const path = '/api/v1/namespaces/default/configmaps';
    await admin.post(path, { metadata: { name: 'kept' } });
    const { etcdSnapshots } = cluster.provider;
    await etcdSnapshots?.save(cluster.context(), 'monday');
    expect((await failureOf(() => etcdSnapshots?.save(cluster.context(), 'monday'))).code).toBe('CONFLICT');
    await admin.delete(`${path}/kept`);
    await admin.post('/api/v1/namespaces', { metadata: { name: 'later' } });
    await etcdSnapshots?.restore(cluster.context(), 'monday');
    expect((await admin.get(`${path}/kept`)).status).toBe(200);
    expect((await admin.get('/api/v1/namespaces/later')).status).toBe(404);
    await etcdSnapshots?.remove(cluster.context(), 'monday');
    await etcdSnapshots?.remove(cluster.context(), 'monday');
    expect((await failureOf(() => etcdSnapshots?.restore(cluster.context(), 'monday'))).code).toBe('NOT_FOUND');
  });
});
