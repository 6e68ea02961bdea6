import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClusterAccess } from '../../src/core/contract/cluster-access.js';
import { emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import { withAccess } from '../../src/core/operations/cluster-reader.js';
import { clearMarks, markOutstanding, outstandingAnnotation } from '../../src/core/outstanding/cluster-marks.js';
import { ensureServiceAccountToken } from '../../src/core/token/service-account-token.js';
import { connectWithClientNode } from '../../src/adapters/kubernetes/client-node-kubernetes-api.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { RealApiServer } from './support/api-server.js';
import { describeReal } from './support/describe-real.js';
import { retry } from './support/retry.js';
import { kubectlWithToken } from './support/kubectl-with-token.js';

const ours = [
  'namespace/cattle-system',
  'clusterrole/cluster-admin',
  'clusterrolebinding/system-netes-default-clusterRoleBinding',
];
const inNamespace = ['serviceaccount/kontainer-engine', 'secret --selector=cattle.io/service-account.name'];

describeReal('apiserver', 'the token of Rancher, on a real API server', () => {
  describe.each(['1.34', '1.37'])('of Kubernetes %s', (minor) => {
    let server: RealApiServer;
    let admin: ClusterAccess;

    beforeAll(async () => {
      server = await RealApiServer.start(minor);
      admin = await server.admin();
    });

    afterAll(async () => {
      await server.stop();
    });

    /** What PostCheck does. */
    async function tokenWith(access: ClusterAccess, limitMs = 60_000): Promise<string> {
      const signal = AbortSignal.timeout(limitMs);
      const api = await connectWithClientNode(access, signal);
      try {
        return await ensureServiceAccountToken(api, { clock: systemClock, signal, progress: () => undefined });
      } finally {
        await api.close();
      }
    }

    const kubectlWith = (serviceAccountToken: string) =>
      kubectlWithToken(withAccess({ ...emptyClusterInfo, serviceAccountToken }, admin), server.kubectl);

    /** Identity and version of every object that a run makes: the same before and after, if a run changes nothing. */
    async function objects(): Promise<readonly string[]> {
      const what = [
        '-o',
        'jsonpath={range .items[*]}{.metadata.uid}/{.metadata.resourceVersion}{"\\n"}{end}{.metadata.uid}/{.metadata.resourceVersion}',
      ];
      const all = [...ours, ...inNamespace.map((one) => `--namespace=cattle-system ${one}`)];
      return Promise.all(all.map((one) => server.asAdmin(['get', ...one.split(' '), ...what])));
    }

    async function clear(): Promise<void> {
      await server.asAdmin(['delete', 'validatingwebhookconfiguration', '--all']);
      await server.asAdmin(['delete', '--ignore-not-found', 'namespace/cattle-system', ours[2] ?? '']);
    }

    describe('a cluster that Rancher never saw', () => {
      beforeEach(clear);

      it('gets a token that may do everything, and a second run changes nothing', async () => {
        const token = await tokenWith(admin);
        const before = await objects();
        expect(await tokenWith(admin)).toBe(token);
        expect(await objects()).toEqual(before);

        const kubectl = await kubectlWith(token);
        expect((await kubectl('auth', 'whoami', '-o', 'jsonpath={.status.userInfo.username}')).trim()).toBe(
          'system:serviceaccount:cattle-system:kontainer-engine',
        );
        expect((await kubectl('auth', 'can-i', '*', '*', '--all-namespaces')).trim()).toBe('yes');
        expect((await kubectl('auth', 'can-i', 'delete', '/anything')).trim()).toBe('yes');
        await kubectl('create', 'namespace', 'made-with-the-token');
        await kubectl('create', 'clusterrolebinding', 'made-with-the-token', '--clusterrole=view', '--user=x');
        await kubectl('delete', 'namespace/made-with-the-token', 'clusterrolebinding/made-with-the-token');
        expect(await kubectl('get', '--raw', '/metrics')).toContain('apiserver_');
      });

      it('gets one token from two runs at once', async () => {
        const [one, other] = await Promise.all([tokenWith(admin), tokenWith(admin)]);
        expect(one).toBe(other);
        const kept = ['get', 'secret', '--namespace=cattle-system', '-o', 'name'];
        expect((await server.asAdmin(kept)).trim().split('\n')).toHaveLength(1);
      });
    });

    describe('a cluster of Rancher, of which somebody deleted', () => {
      it.each([
        ['the binding', [ours[2] ?? ''], 'same'],
        ['the secret', ['--namespace=cattle-system', 'secret', '--all'], 'other'],
        ['the service account', ['--namespace=cattle-system', 'serviceaccount/kontainer-engine'], 'other'],
        ['the namespace', ['namespace/cattle-system'], 'other'],
      ])('%s, gets what is missing', async (_, what, expected) => {
        const before = await tokenWith(admin);
        await server.asAdmin(['delete', ...what]);
        const after = await tokenWith(admin);
        expect(after === before ? 'same' : 'other').toBe(expected);
        const kubectl = await kubectlWith(after);
        await retry(async () => {
          expect((await kubectl('auth', 'can-i', '*', '*')).trim()).toBe('yes');
        }, 10_000);
      });
    });

    it('says so where a secret is not filled with a token in time, and goes on with it later', async () => {
      await clear();
      await server.withoutControllers(async () => {
        await expect(tokenWith(admin, 3_000)).rejects.toMatchObject({
          name: expect.stringMatching(/DriverError|TimeoutError/),
        });
        const secret = ['get', 'secret', '--namespace=cattle-system', '-o', 'jsonpath={.items[*].data.token}'];
        expect(await server.asAdmin(secret)).toBe('');
      });
      expect(await tokenWith(admin)).toMatch(/^eyJ/);
      const names = ['get', 'secret', '--namespace=cattle-system', '-o', 'name'];
      expect((await server.asAdmin(names)).trim().split('\n')).toHaveLength(1);
    });

    it('says so where the credential may only read', async () => {
      await clear();
      await server.asAdmin(['delete', '--ignore-not-found', 'clusterrolebinding/readers']);
      await server.asAdmin(['create', 'clusterrolebinding', 'readers', '--clusterrole=view', '--group=readers']);
      const reader = await server.issue('reader', '/O=readers/CN=rita');
      const attempt = tokenWith(reader);
      await expect(attempt).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(attempt).rejects.toThrow(/rita.*cannot.*needs the rights of cluster-admin/);
    });

    it('says so where the client certificate has expired', async () => {
      const late = await server.issue('late', '/O=system:masters/CN=late', '2 days ago', '1 day ago');
      const attempt = tokenWith(late);
      await expect(attempt).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(attempt).rejects.toThrow(/may have expired or been revoked/);
    });

    it('says so where the certificate of the server is of another authority', async () => {
      const stranger = await server.issue('stranger', '/CN=stranger');
      if (stranger.credential.kind !== 'client-certificate') throw new Error('no certificate');
      const attempt = tokenWith({ ...admin, rootCaCertificate: stranger.credential.certificate });
      await expect(attempt).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('gets along with a webhook that refuses namespaces where its own is there, and says so where it is not', async () => {
      await clear();
      const token = await tokenWith(admin);
      await server.asAdmin(['create', '-f', '-'], refusingWebhook);
      await retry(async () => {
        await expect(server.asAdmin(['create', 'namespace', 'probe', '--dry-run=server'])).rejects.toThrow('webhook');
      }, 10_000);
      expect(await tokenWith(admin)).toBe(token);
      await server.asAdmin(['delete', 'namespace/cattle-system']);
      await expect(tokenWith(admin)).rejects.toThrow(/create Namespace cattle-system: .*nobody\.example\.org/);
      await clear();
      expect(await tokenWith(admin)).toMatch(/^eyJ/);
    });

    it('shows what an update could not do, and no longer once it is done', async () => {
      await tokenWith(admin);
      const api = await connectWithClientNode(admin, AbortSignal.timeout(10_000));
      const annotation = ['get', 'namespace', 'cattle-system', '-o', 'jsonpath={.metadata.annotations}'];
      const events = ['get', 'events', '--namespace=cattle-system', '--field-selector=reason=UpdateOutstanding'];
      await markOutstanding(api, 'add nodes: no more than 5; ask for more', systemClock.now());
      expect(await server.asAdmin(annotation)).toContain(outstandingAnnotation);
      expect(await server.asAdmin([...events, '-o', 'jsonpath={.items[*].message}'])).toBe(
        'add nodes: no more than 5; ask for more',
      );
      await clearMarks(api);
      expect(await server.asAdmin(annotation)).not.toContain(outstandingAnnotation);
      await api.close();
    });

    it('reads version and size', async () => {
      const api = await connectWithClientNode(admin, AbortSignal.timeout(10_000));
      expect(`v${await api.version()}`).toBe(server.version);
      expect(await api.countNodes()).toBe(0);
      await server.asAdmin(
        ['create', '-f', '-'],
        JSON.stringify({ apiVersion: 'v1', kind: 'Node', metadata: { name: 'n1' } }),
      );
      expect(await api.countNodes()).toBe(1);
      await api.close();
    });
  });
});

/** A webhook at which nobody answers, and without which no namespace is made. */
const refusingWebhook = JSON.stringify({
  apiVersion: 'admissionregistration.k8s.io/v1',
  kind: 'ValidatingWebhookConfiguration',
  metadata: { name: 'nobody' },
  webhooks: [
    {
      name: 'nobody.example.org',
      // The discard port, below all that the kernel or a test would give to anybody.
      clientConfig: { url: 'https://127.0.0.1:9/refuse' },
      rules: [{ apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['namespaces'] }],
      failurePolicy: 'Fail',
      sideEffects: 'None',
      admissionReviewVersions: ['v1'],
      timeoutSeconds: 2,
    },
  ],
});
