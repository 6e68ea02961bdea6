import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import type { ClusterAccess } from '../../../src/core/contract/cluster-access.js';
import type { KubernetesApi, KubernetesObject } from '../../../src/core/contract/kubernetes-api.js';
import { serviceAccount, tokenSecret } from '../../../src/core/token/service-account-objects.js';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { connectWithClientNode } from '../../../src/adapters/kubernetes/client-node-kubernetes-api.js';
import { failureOf } from '../../support/failure-of.js';
import { ForwardProxy } from '../../support/forward-proxy.js';
import { answerJson, HttpsServer } from '../../support/https-server.js';
import { withEnvironment } from '../../support/with-environment.js';

const patient = new AbortController().signal;
const stored = { ...serviceAccount, metadata: { ...serviceAccount.metadata, uid: 'u', resourceVersion: '7' } };

async function withApi<T>(
  access: ClusterAccess,
  use: (api: KubernetesApi) => Promise<T>,
  signal = patient,
): Promise<T> {
  const api = await connectWithClientNode(access, signal);
  try {
    return await use(api);
  } finally {
    await api.close();
  }
}

/** As Kubernetes says that there is no such object. */
const notFound = { kind: 'Status', status: 'Failure', reason: 'NotFound', message: 'secrets "demo" not found' };

const read = (api: KubernetesApi) => api.read('Secret', 'demo', 'cattle-system');

describe('the Kubernetes API through the official client', () => {
  it('sends what Kubernetes wants, and reads what it answers', async () => {
    await using server = await HttpsServer.start(({ method, path }, response) => {
      if (path === '/version') answerJson(response, 200, { gitVersion: 'v1.34.1-gke.18' });
      else if (path.startsWith('/api/v1/namespaces/cattle-system/secrets?')) {
        answerJson(response, 200, { items: [{ metadata: { name: 'one' } }] });
      } else answerJson(response, method === 'POST' ? 201 : 200, stored);
    });
    await withApi(server.access(), async (api) => {
      await expect(api.version()).resolves.toBe('1.34.1-gke.18');
      await expect(api.read('ServiceAccount', 'kontainer-engine', 'cattle-system')).resolves.toEqual(stored);
      await expect(api.list('Secret', 'cattle-system', 'a/b=c')).resolves.toEqual([
        { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'one' } },
      ]);
      await api.create(tokenSecret(stored));
      await api.annotate(stored, { 'a/b': 'c' });
      await api.delete('ClusterRoleBinding', 'x');
    });
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /version',
      'GET /api/v1/namespaces/cattle-system/serviceaccounts/kontainer-engine',
      'GET /api/v1/namespaces/cattle-system/secrets?labelSelector=a%2Fb%3Dc&limit=500',
      'POST /api/v1/namespaces/cattle-system/secrets',
      'PATCH /api/v1/namespaces/cattle-system/serviceaccounts/kontainer-engine',
      'DELETE /apis/rbac.authorization.k8s.io/v1/clusterrolebindings/x',
    ]);
    expect(new Set(server.requests.map(({ user }) => user))).toEqual(new Set(['admin']));
    const [, , , post, patch] = server.requests;
    expect(JSON.parse(post?.body ?? '')).toEqual(tokenSecret(stored));
    expect(patch?.headers['content-type']).toBe('application/merge-patch+json');
    expect(JSON.parse(patch?.body ?? '')).toEqual({ metadata: { annotations: { 'a/b': 'c' }, resourceVersion: '7' } });
  });

  it.each([
    { credential: { kind: 'token', token: 'the-token' }, header: 'Bearer the-token' },
    {
      credential: { kind: 'basic', username: 'admin', password: 'pass' },
      header: `Basic ${Buffer.from('admin:pass').toString('base64')}`,
    },
  ] as const)('proves who is calling with a $credential.kind', async ({ credential, header }) => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, stored);
    });
    await withApi(server.access({ credential, endpoint: `127.0.0.1:${String(server.port)}` }), read);
    expect(server.requests[0]?.headers.authorization).toBe(header);
  });

  it('keeps its connections for the requests that follow', async () => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, stored);
    });
    await withApi(server.access(), async (api) => {
      for (let request = 0; request < 20; request++) await read(api);
    });
    expect(server.requests).toHaveLength(20);
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  it.each([
    { answers: [{ items: [{}] }], count: 1, because: 'there is one' },
    { answers: [{ items: [] }], count: 0, because: 'there is none' },
    {
      answers: [{ items: [{}], metadata: { continue: 'x', remainingItemCount: 6 } }],
      count: 7,
      because: 'the server counts the rest',
    },
    {
      answers: [{ items: [{}], metadata: { continue: 'x' } }, { items: [{}, {}, {}] }],
      count: 3,
      because: 'a server may not count',
    },
  ])('counts $count nodes: $because', async ({ answers, count }) => {
    const left = [...answers];
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, left.shift());
    });
    await expect(withApi(server.access(), (api) => api.countNodes())).resolves.toBe(count);
    expect(left).toEqual([]);
  });

  it('takes what is not there for what it is', async () => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 404, notFound);
    });
    await withApi(server.access(), async (api) => {
      await expect(read(api)).resolves.toBeUndefined();
      await expect(api.list('Secret', 'x', 'a=b')).resolves.toEqual([]);
      await expect(api.delete('Secret', 'demo', 'x')).resolves.toBeUndefined();
      expect(await failureOf(() => api.create(tokenSecret(stored)))).toMatchObject({ code: 'CONFLICT' });
      expect(await failureOf(() => api.annotate(stored, {}))).toMatchObject({ code: 'CONFLICT' });
    });
  });

  it('goes through the proxy that the environment names, but not to this machine', async () => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, stored);
    });
    await using proxy = await ForwardProxy.start({ 'cluster.test:6443': server.port });
    await withEnvironment({ HTTPS_PROXY: `me:s3cret@${proxy.address}` }, async () => {
      await expect(withApi(server.access({ endpoint: 'https://cluster.test:6443' }), read)).resolves.toEqual(stored);
      await expect(withApi(server.access(), read)).resolves.toEqual(stored);
      expect(proxy.targets).toEqual(['cluster.test:6443']);
      expect(server.requests[0]).toMatchObject({ user: 'admin' });
    });
  });

  it('names the proxy that does not lead to it, or cannot be used, without its password', async () => {
    await using server = await HttpsServer.start(() => undefined);
    await using proxy = await ForwardProxy.start({});
    const fail = (HTTPS_PROXY: string) =>
      withEnvironment({ HTTPS_PROXY }, () =>
        failureOf(() => withApi(server.access({ endpoint: 'cluster.test' }), read)),
      );
    const refused = await fail(`http://me:s3cret@${proxy.address}`);
    expect(refused.message).toBe(
      `read Secret demo: the proxy ${proxy.url} refuses a connection to cluster.test:443: 502 Bad Gateway`,
    );
    const useless = await fail(`socks5://me:s3cret@${proxy.address}`);
    expect(useless).toMatchObject({ code: 'INVALID' });
    expect(useless.message).toMatch(/^reach cluster\.test: HTTPS_PROXY names a SOCKS proxy/);
    expect(`${refused.message}${useless.message}`).not.toContain('s3cret');
  });
});

describe('the way to a Kubernetes API', () => {
  it.each([
    { end: '/', path: '/version', because: 'an endpoint may end with a slash' },
    {
      end: '/k8s/clusters/c-abcde',
      path: '/k8s/clusters/c-abcde/version',
      because: 'it may lie behind another server',
    },
    { end: '/k8s/clusters/c-abcde//', path: '/k8s/clusters/c-abcde/version', because: 'both may be so' },
  ])('is joined as a URL is: $because', async ({ end, path }) => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, { gitVersion: 'v1.34.1' });
    });
    const { endpoint } = server.access();
    await withApi(server.access({ endpoint: `${endpoint}${end}` }), (api) => api.version());
    expect(server.requests.map((request) => request.path)).toEqual([path]);
  });

  it('goes through a long list page by page', async () => {
    await using server = await HttpsServer.start(({ path }, response) => {
      const { searchParams } = new URL(path, 'https://cluster.test');
      const page = Number(searchParams.get('continue') ?? '0');
      const next = page < 2 ? { continue: String(page + 1) } : {};
      answerJson(response, 200, { items: [{ metadata: { name: `n${String(page)}` } }], metadata: next });
    });
    await withApi(server.access(), async (api) => {
      const objects = await api.list('Secret', 'x', 'a=b');
      expect(objects.map(({ metadata }) => metadata.name)).toEqual(['n0', 'n1', 'n2']);
      await expect(api.countNodes()).resolves.toBe(3);
    });
  });
});

describe('a Kubernetes API that does not do what it should', () => {
  it.each<{ name: string; answer: (response: ServerResponse) => void; says: string }>([
    {
      name: 'a 404 that is not of Kubernetes',
      answer: (response) => response.writeHead(404).end('<html>no such page</html>'),
      says: 'the API server answered 404; no API server answers so: check the address of the cluster',
    },
    {
      name: 'a redirect to another host',
      answer: (response) => response.writeHead(302, { location: 'http://127.0.0.1:9/token' }).end(),
      says: 'it answers 302, which leads to http://127.0.0.1:9/token; the driver follows nobody elsewhere',
    },
    {
      name: 'without an end',
      answer: (response) => {
        const more = () => {
          while (!response.destroyed && response.write(' '.repeat(65_536)));
        };
        response
          .writeHead(200)
          .on('drain', more)
          .on('error', () => undefined);
        more();
      },
      says: 'its answer is longer than 8388608 bytes',
    },
    {
      name: 'in a compressed form',
      answer: (response) =>
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(' '.repeat(1_000_000))),
      says: 'its answer is compressed (gzip), which nobody asked for',
    },
  ])('by answering $name is UNAVAILABLE, and told for what it is', async ({ answer, says }) => {
    await using server = await HttpsServer.start((_, response) => {
      answer(response);
    });
    const error = await failureOf(() => withApi(server.access(), read));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: `read Secret demo: ${says}` });
    expect(server.requests).toHaveLength(1);
  });

  const kindOf = (status: number) => ({ kind: 'Status', message: `because of ${String(status)}` });

  it.each([
    { status: 400, code: 'INVALID', says: 'the API server answered 400 (because of 400)' },
    { status: 401, code: 'UNAUTHENTICATED', says: '401 (because of 401); the credential of the cluster is refused' },
    { status: 403, code: 'FORBIDDEN', says: '403 (because of 403); the credential of the cluster needs the rights' },
    { status: 409, code: 'CONFLICT', says: '409 (because of 409)' },
    { status: 422, code: 'INVALID', says: '422 (because of 422)' },
    { status: 429, code: 'UNAVAILABLE', says: '429 (because of 429)' },
    { status: 500, code: 'UNAVAILABLE', says: '500 (because of 500)' },
    { status: 503, code: 'UNAVAILABLE', says: '503 (because of 503)' },
  ])('by answering $status is $code', async ({ status, code, says }) => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, status, kindOf(status));
    });
    const error = await failureOf(() => withApi(server.access(), read));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(/^read Secret demo: the API server answered /);
    expect(error.message).toContain(says);
  });

  it.each([
    { text: '<html>not me</html>', name: 'HTML' },
    { text: '', name: 'nothing' },
    { text: 'null', name: 'null' },
    { text: '[]', name: 'a list' },
    { text: '{"metadata":null}', name: 'an object without metadata' },
    { text: '{"items":null,"metadata":{}}', name: 'a list of nothing' },
    { text: '"text"', name: 'a text' },
  ])('by answering $name is UNAVAILABLE', async ({ text }) => {
    await using server = await HttpsServer.start((_, response) => {
      response.end(text);
    });
    await withApi(server.access(), async (api) => {
      const calls = [
        () => api.version(),
        () => api.countNodes(),
        () => api.list('Secret', 'x', 'a=b'),
        ...(text.includes('{}') ? [] : [() => read(api), () => api.create(serviceAccount)]),
      ];
      for (const call of calls) {
        const error = await failureOf(call);
        expect(error).toMatchObject({
          code: 'UNAVAILABLE',
          message: expect.stringContaining('the answer is not one of a Kubernetes API server'),
        });
      }
    });
  });

  it('by answering an error that is no JSON is told with its number', async () => {
    await using server = await HttpsServer.start((_, response) => {
      response.writeHead(502);
      response.end('<html>bad gateway</html>');
    });
    const error = await failureOf(() => withApi(server.access(), read));
    expect(error).toMatchObject({ code: 'UNAVAILABLE', message: 'read Secret demo: the API server answered 502' });
  });

  const broken: readonly { name: string; answer: (response: ServerResponse) => void }[] = [
    { name: 'without an answer', answer: (response) => response.destroy() },
    {
      name: 'in the middle of an answer',
      answer: (response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('{"metadata":', () => response.destroy());
      },
    },
  ];

  it.each(broken)('by closing the connection $name is UNAVAILABLE', async ({ answer }) => {
    await using server = await HttpsServer.start((_, response) => {
      answer(response);
    });
    const error = await failureOf(() => withApi(server.access(), read));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(/^read Secret demo: .*(closed|terminated|hang up|reset)/);
  });

  it('by presenting a certificate of another authority is named for it', async () => {
    await using server = await HttpsServer.start((_, response) => {
      answerJson(response, 200, stored);
    });
    const other = await makeAuthority('another authority');
    const error = await failureOf(() => withApi(server.access({ rootCaCertificate: other.certificate }), read));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(
      /^read Secret demo: .*certificate.*; another server answers there, or its authority was changed/,
    );
    expect(server.requests).toEqual([]);
  });

  it.each([['127.0.0.1'], ['localhost']])('by not being there, at %s, is named for it', async (host) => {
    const server = await HttpsServer.start(() => undefined);
    const access = server.access({ endpoint: `https://${host}:${String(server.port)}` });
    await server[Symbol.asyncDispose]();
    const error = await failureOf(() => withApi(access, read));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(/^read Secret demo: .*ECONNREFUSED/);
  });

  it('by being silent is left when the time is up, with the reason of that', async () => {
    const arrived: (() => void)[] = [];
    await using server = await HttpsServer.start(() => {
      arrived.shift()?.();
    });
    const stop = new AbortController();
    const asked = new Promise<void>((resolve) => arrived.push(resolve));
    const failure = failureOf(() => withApi(server.access(), read, stop.signal));
    await asked;
    stop.abort(new DriverError('TIMEOUT', { attempted: 'post-check demo', why: 'not finished within 5 min' }));
    expect(await failure).toMatchObject({
      code: 'TIMEOUT',
      message: 'read Secret demo: post-check demo: not finished within 5 min',
    });
  });

  it('by having no good certificate authority at all is told, before anything is sent', async () => {
    await using server = await HttpsServer.start(() => undefined);
    const error = await failureOf(() => withApi(server.access({ rootCaCertificate: 'garbage' }), read));
    expect(error.code).toBe('UNAVAILABLE');
    expect(error.message).toMatch(/^read Secret demo: /);
    expect(server.requests).toEqual([]);
  });

  it('shows no secret in what it says', async () => {
    await using server = await HttpsServer.start((_, response) => {
      response.destroy();
    });
    const token = 'seeded-token-of-the-admin';
    const object: KubernetesObject = { ...serviceAccount, data: { token: 'seeded-data' } };
    const credential = { kind: 'token', token } as const;
    const error = await failureOf(() => withApi(server.access({ credential }), (api) => api.create(object)));
    expect(error.message).not.toMatch(/seeded/);
  });
});
