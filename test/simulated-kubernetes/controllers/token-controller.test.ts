import { describe, expect, it } from '@jest/globals';
import { eventually } from '../../providers/support/eventually.js';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

const secrets = '/api/v1/namespaces/default/secrets';
const accounts = '/api/v1/namespaces/default/serviceaccounts';

const tokenSecret = (name: string, account: string) => ({
  metadata: { name, annotations: { 'kubernetes.io/service-account.name': account } },
  type: 'kubernetes.io/service-account-token',
});

describe('the token controller', () => {
  it('fills a token secret a moment after it was made', async () => {
    await using cluster = await MockControlPlane.start();
    const { body: account } = await cluster.admin.post(accounts, { metadata: { name: 'bot' } });
    const { body: fresh } = await cluster.admin.post(secrets, tokenSecret('bot-token', 'bot'));
    expect(fresh.data).toBeUndefined();
    const filled = await eventually('the token', async () => {
      const { body } = await cluster.admin.get(`${secrets}/bot-token`);
      return body.data?.token === undefined ? undefined : body;
    });
    expect(filled.metadata.annotations['kubernetes.io/service-account.uid']).toBe(account.metadata.uid);
    const text = (key: string): string => Buffer.from(filled.data?.[key] ?? '', 'base64').toString();
    expect(text('namespace')).toBe('default');
    expect(text('ca.crt')).toBe(cluster.plane.caCertificate);
    expect(text('token').split('.')).toHaveLength(3);
  });

  it('refuses a token secret that names no account, and deletes one whose account is not there', async () => {
    await using cluster = await MockControlPlane.start();
    const nameless = { metadata: { name: 'x' }, type: 'kubernetes.io/service-account-token' };
    expect((await cluster.admin.post(secrets, nameless)).status).toBe(422);
    await cluster.admin.post(secrets, tokenSecret('orphan', 'nobody'));
    await eventually(
      'the end of the orphan',
      async () => (await cluster.admin.get(`${secrets}/orphan`)).status === 404,
    );
  });

  it('deletes the token with its account', async () => {
    await using cluster = await MockControlPlane.start();
    await cluster.serviceAccountToken('bot');
    await cluster.admin.delete(`${accounts}/bot`);
    await eventually(
      'the end of the token',
      async () => (await cluster.admin.get(`${secrets}/bot-token`)).status === 404,
    );
  });

  it('never fills a token by the fault token:never, until that ends', async () => {
    await using cluster = await MockControlPlane.start({ faults: ['token:never'] });
    const token = cluster.serviceAccountToken('bot');
    await eventually('the request for a token', () => cluster.countRequests('POST') === 2);
    expect((await cluster.admin.get(`${secrets}/bot-token`)).body.data).toBeUndefined();
    cluster.plane.apply({ faults: [] });
    expect(await token).not.toBe('');
  });
});
