import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

const configMaps = '/api/v1/namespaces/default/configmaps';

describe('a watch', () => {
  let cluster: MockControlPlane;
  beforeAll(async () => {
    cluster = await MockControlPlane.start();
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
  });

  const seen = async (query: string, count: number, headers = {}) => {
    const events: string[] = [];
    for await (const event of cluster.admin.watch(`${configMaps}?watch=true&${query}`, { headers })) {
      events.push(`${event.type} ${event.object.metadata.name}`);
      if (events.length === count) break;
    }
    return events;
  };

  it('tells of what comes after the version that the client knows', async () => {
    const { body: list } = await cluster.admin.get(configMaps);
    await cluster.admin.post(configMaps, { metadata: { name: 'life' } });
    await cluster.admin.patch(`${configMaps}/life`, 'merge', { data: { a: '1' } });
    await cluster.admin.delete(`${configMaps}/life`);
    const events = await seen(`resourceVersion=${list.metadata.resourceVersion}`, 3);
    expect(events).toEqual(['ADDED life', 'MODIFIED life', 'DELETED life']);
  });

  it('begins with what is there when the client knows nothing', async () => {
    expect(await seen('', 1)).toEqual(['ADDED kube-root-ca.crt']);
  });

  it('marks the end of what was there for clients that list by watching', async () => {
    const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';
    expect((await seen(query, 2))[1]).toMatch(/^BOOKMARK/);
  });

  it('shows an object that comes into the selection as added, and one that leaves it as deleted', async () => {
    const { body: list } = await cluster.admin.get(configMaps);
    await cluster.admin.post(configMaps, { metadata: { name: 'moving' } });
    await cluster.admin.patch(`${configMaps}/moving`, 'merge', { metadata: { labels: { in: 'yes' } } });
    await cluster.admin.patch(`${configMaps}/moving`, 'merge', { metadata: { labels: { in: 'no' } } });
    const query = `labelSelector=in%3Dyes&resourceVersion=${list.metadata.resourceVersion}`;
    expect(await seen(query, 2)).toEqual(['ADDED moving', 'DELETED moving']);
  });

  it('shows changes live, as rows of a table where asked', async () => {
    const accept = 'application/json;as=Table;v=v1;g=meta.k8s.io';
    const names: unknown[] = [];
    for await (const { type, object } of cluster.admin.watch(`${configMaps}?watch=true`, { headers: { accept } })) {
      if (names.length === 0) await cluster.admin.post(configMaps, { metadata: { name: 'zlive' } });
      expect([type, object.kind]).toEqual(['ADDED', 'Table']);
      names.push(object.rows[0]?.cells[0]);
      if (names.at(-1) === 'zlive') break;
    }
    expect(names).toContain('zlive');
  });

  it('ends when its time is up', async () => {
    for await (const event of cluster.admin.watch(`${configMaps}?watch=true&timeoutSeconds=1`)) {
      expect(event.type).toBe('ADDED');
    }
  });

  it.each([
    { version: 'abc', status: 400, because: 'that is no version' },
    { version: '1', status: 410, because: 'nobody remembers that' },
  ])('is refused with $status from version $version, because $because', async ({ version, status }) => {
    await using old = await MockControlPlane.start();
    await old.admin.post(configMaps, { metadata: { name: 'busy' } });
    for (let count = 0; count < 2_000; count += 1) {
      old.plane.store.replace(
        [...old.plane.store.snapshot().keys()].find((kind) => kind.plural === 'configmaps') ?? raise(),
        { metadata: { name: 'busy', namespace: 'default' }, data: { count } },
      );
    }
    expect((await old.admin.get(`${configMaps}?watch=true&resourceVersion=${version}`)).status).toBe(status);
  });
});

function raise(): never {
  throw new Error('there are no config maps');
}
