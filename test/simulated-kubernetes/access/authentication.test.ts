import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SignJWT, generateKeyPair } from 'jose';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

const review = '/apis/authentication.k8s.io/v1/selfsubjectreviews';

describe('who is calling', () => {
  let cluster: MockControlPlane;
  beforeAll(async () => {
    cluster = await MockControlPlane.start();
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
  });

  it('is the administrator with a client certificate of the cluster', async () => {
    const { body } = await cluster.admin.post(review, {});
    expect(body.status.userInfo).toEqual({
      username: 'mock-admin',
      groups: ['system:masters', 'system:authenticated'],
    });
  });

  it('is nobody with a certificate of another authority', async () => {
    const stranger = await (await makeAuthority('stranger')).signClient('mock-admin', 'system:masters');
    const { status, body } = await cluster.anonymous.as(stranger).get('/api/v1/nodes');
    expect(status).toBe(403);
    expect(body.message).toContain('User "system:anonymous" cannot list resource "nodes"');
  });

  it('may read the version and the health without saying so, and nothing else', async () => {
    const statuses = await Promise.all(
      ['/version', '/healthz', '/livez', '/readyz', '/api', '/api/v1/namespaces', '/mock/status'].map(
        async (path) => (await cluster.anonymous.get(path)).status,
      ),
    );
    expect(statuses).toEqual([200, 200, 200, 200, 403, 403, 403]);
  });

  it('is a service account with its token, and may what its bindings say', async () => {
    const bot = cluster.anonymous.as({ token: await cluster.serviceAccountToken('bot') });
    const { body } = await bot.post(review, {});
    expect(body.status.userInfo).toMatchObject({
      username: 'system:serviceaccount:default:bot',
      groups: ['system:serviceaccounts', 'system:serviceaccounts:default', 'system:authenticated'],
    });
    expect((await bot.get('/api/v1/nodes')).status).toBe(403);
    await cluster.admin.post('/apis/rbac.authorization.k8s.io/v1/clusterrolebindings', {
      metadata: { name: 'bot' },
      roleRef: { kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: 'bot', namespace: 'default' }],
    });
    expect((await bot.get('/api/v1/nodes')).status).toBe(200);
  });

  it.each([
    { what: 'the secret', path: '/api/v1/namespaces/default/secrets/first-token', account: 'first' },
    { what: 'the service account', path: '/api/v1/namespaces/default/serviceaccounts/second', account: 'second' },
  ])('is not known any more when $what of the token is gone', async ({ path, account }) => {
    const bot = cluster.anonymous.as({ token: await cluster.serviceAccountToken(account) });
    expect((await bot.get('/api')).status).toBe(200);
    await cluster.admin.delete(path);
    const { status, body } = await bot.get('/api');
    expect(status).toBe(401);
    expect(body).toMatchObject({ kind: 'Status', reason: 'Unauthorized', message: 'Unauthorized' });
  });

  it('is not known by the token of an account of the same name that came later', async () => {
    const token = await cluster.serviceAccountToken('reborn');
    await cluster.admin.delete('/api/v1/namespaces/default/serviceaccounts/reborn');
    await cluster.serviceAccountToken('reborn').catch(() => undefined);
    expect((await cluster.anonymous.as({ token }).get('/api')).status).toBe(401);
  });

  it('is not known by a token that somebody else signed, nor by something that is no token', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const forged = await new SignJWT({ sub: 'system:serviceaccount:kube-system:default' })
      .setProtectedHeader({ alg: 'ES256' })
      .setIssuer('kubernetes/serviceaccount')
      .sign(privateKey);
    for (const token of [forged, 'abc', 'eyJhbGciOiJub25lIn0.e30.']) {
      expect((await cluster.anonymous.as({ token }).get('/version')).status).toBe(401);
    }
  });

  it('can be another user for those who may impersonate', async () => {
    const headers = { 'impersonate-user': 'system:serviceaccount:default:nobody' };
    expect((await cluster.admin.get('/api/v1/nodes', { headers })).status).toBe(403);
    const bot = cluster.anonymous.as({ token: await cluster.serviceAccountToken('climber') });
    const { status, body } = await bot.get('/api/v1/nodes', {
      headers: { 'impersonate-user': 'root', 'impersonate-group': 'system:masters' },
    });
    expect(status).toBe(403);
    expect(body.message).toContain('cannot impersonate resource "users"');
  });
});
