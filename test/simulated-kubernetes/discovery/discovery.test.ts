import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

describe('discovery', () => {
  let cluster: MockControlPlane;
  beforeAll(async () => {
    cluster = await MockControlPlane.start();
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
  });

  it('tells of every group, version and kind, step by step', async () => {
    expect((await cluster.admin.get('/api')).body.versions).toEqual(['v1']);
    const { body: groups } = await cluster.admin.get('/apis');
    expect(groups.groups.map((group) => group.name)).toEqual([
      'rbac.authorization.k8s.io',
      'authorization.k8s.io',
      'authentication.k8s.io',
    ]);
    const { body: core } = await cluster.admin.get('/api/v1');
    expect(core.resources).toContainEqual({
      name: 'namespaces',
      singularName: 'namespace',
      namespaced: false,
      kind: 'Namespace',
      verbs: ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'],
      shortNames: ['ns'],
    });
    expect((await cluster.admin.get('/apis/rbac.authorization.k8s.io')).body.kind).toBe('APIGroup');
    expect((await cluster.admin.get('/apis/rbac.authorization.k8s.io/v1')).body.resources).toHaveLength(4);
    expect((await cluster.admin.get('/apis/apps/v1')).status).toBe(404);
  });

  it('tells all at once to those who can read that', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json';
    const answer = await cluster.admin.get('/apis', { headers: { accept } });
    expect(answer.contentType).toContain('as=APIGroupDiscoveryList');
    expect(answer.body.items).toHaveLength(3);
    expect(answer.body.items[0]).toMatchObject({
      versions: [{ resources: expect.arrayContaining([expect.objectContaining({ scope: 'Cluster' })]) as unknown }],
    });
  });

  it('falls back for those who know an older form only', async () => {
    const accept = 'application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,application/json';
    expect((await cluster.admin.get('/apis', { headers: { accept } })).body.kind).toBe('APIGroupList');
  });

  it('describes every kind in OpenAPI', async () => {
    const { body: index } = await cluster.admin.get('/openapi/v3');
    for (const { serverRelativeURL } of Object.values(index.paths)) {
      const { body } = await cluster.admin.get(serverRelativeURL);
      expect(body.openapi).toBe('3.0.0');
    }
    const { body } = await cluster.admin.get('/openapi/v2', { headers: { accept: 'application/json' } });
    expect(body.swagger).toBe('2.0');
  });

  it('says its version and its health', async () => {
    expect((await cluster.admin.get('/version')).body).toMatchObject({
      major: '1',
      minor: '34',
      gitVersion: 'v1.34.1',
    });
    for (const path of ['/healthz', '/livez', '/readyz']) {
      expect((await cluster.admin.get(path)).body).toEqual({ text: 'ok' });
    }
  });
});
