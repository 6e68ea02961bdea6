import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../src/core/driver-error.js';
import {
  clusterRole,
  clusterRoleBinding,
  namespace,
  serviceAccount,
  tokenSecret,
} from '../../../src/core/token/service-account-objects.js';
import { ensureServiceAccountToken } from '../../../src/core/token/service-account-token.js';
import { failureOf } from '../../support/failure-of.js';
import { FakeKubernetesApi } from '../../support/fake-kubernetes-api.js';
import { ManualClock, settle } from '../../support/manual-clock.js';

const system = 'cattle-system';
const account = 'kontainer-engine';
const reference = 'rancher.io/service-account.secret-ref';

function setUp(fills: 'at once' | 'when told' | 'never' = 'at once') {
  const api = new FakeKubernetesApi({ fills });
  const clock = new ManualClock();
  const stop = new AbortController();
  const said: string[] = [];
  const settings = {
    clock,
    signal: stop.signal,
    progress: (message: string) => {
      said.push(message);
    },
  };
  return { api, clock, stop, said, run: () => ensureServiceAccountToken(api, settings) };
}

function secretNames(api: FakeKubernetesApi): readonly string[] {
  return api.all('Secret').map(({ metadata }) => metadata.name);
}

function referenceIn(api: FakeKubernetesApi): string | undefined {
  return api.all('ServiceAccount')[0]?.metadata.annotations?.[reference];
}

/** The cluster is whole: one of everything, and the account points to the secret that the token is from. */
function expectWhole(api: FakeKubernetesApi, token: string): void {
  for (const kind of ['Namespace', 'ServiceAccount', 'ClusterRole', 'ClusterRoleBinding', 'Secret'] as const) {
    expect([kind, api.all(kind).length]).toEqual([kind, 1]);
  }
  const [secret] = api.all('Secret');
  expect(token).toBe(`token-of-${secret?.metadata.name ?? ''}`);
  expect(referenceIn(api)).toBe(`${system}/${secret?.metadata.name ?? ''}`);
}

describe('ensureServiceAccountToken on a fresh cluster', () => {
  it('makes what Rancher expects to find, and returns the token as plain text', async () => {
    const { api, run } = setUp();
    const token = await run();
    expectWhole(api, token);
    const [made] = api.all('ServiceAccount');
    expect(api.all('Secret')[0]).toMatchObject({
      type: 'kubernetes.io/service-account-token',
      metadata: {
        name: expect.stringMatching(/^kontainer-engine-token-/),
        namespace: system,
        labels: { 'cattle.io/service-account.name': account },
        annotations: { 'kubernetes.io/service-account.name': account },
        ownerReferences: [{ apiVersion: 'v1', kind: 'ServiceAccount', name: account, uid: made?.metadata.uid }],
      },
    });
    expect(api.all('ClusterRole')[0]).toMatchObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      rules: [
        { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
        { nonResourceURLs: ['*'], verbs: ['*'] },
      ],
    });
    expect(api.all('ClusterRoleBinding')[0]).toMatchObject({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      metadata: { name: 'system-netes-default-clusterRoleBinding' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: system }],
    });
  });

  it('takes five rounds', async () => {
    const { api, run } = setUp();
    await run();
    expect(api.rounds).toBe(5);
  });

  it('waits for Kubernetes to fill the secret, and says so', async () => {
    const { api, clock, said, run } = setUp('when told');
    const running = run();
    await clock.advance(3_000);
    expect(said.at(-1)).toMatch(
      /^waiting for Kubernetes to fill the token secret cattle-system\/kontainer-engine-token-/,
    );
    api.fillAll();
    await clock.advance(2_000);
    expectWhole(api, await running);
    expect(clock.sleeping).toBe(0);
  });
});

describe('ensureServiceAccountToken a second time', () => {
  it('creates nothing, returns the same token, and asks five things in one round', async () => {
    const { api, run } = setUp();
    const first = await run();
    api.forget();
    await expect(run()).resolves.toBe(first);
    expect(api.requests.map((request) => request.split(' ')[0]).sort()).toEqual([
      'list',
      'read',
      'read',
      'read',
      'read',
    ]);
    expect(api.rounds).toBe(1);
  });

  it.each([
    { kind: 'Namespace', name: system, in: undefined, same: false },
    { kind: 'ServiceAccount', name: account, in: system, same: false },
    { kind: 'ClusterRole', name: 'cluster-admin', in: undefined, same: true },
    { kind: 'ClusterRoleBinding', name: 'system-netes-default-clusterRoleBinding', in: undefined, same: true },
    { kind: 'Secret', name: undefined, in: system, same: false },
  ] as const)('makes the $kind again where it was deleted', async ({ kind, name, in: within, same }) => {
    const { api, run } = setUp();
    const first = await run();
    api.drop(kind, name ?? secretNames(api)[0] ?? '', within);
    const second = await run();
    expectWhole(api, second);
    expect(second === first).toBe(same);
  });

  it('finds the token again where the annotation points to a secret that is gone', async () => {
    const { api, run } = setUp();
    const first = await run();
    const [made] = api.all('ServiceAccount');
    if (made !== undefined) await api.annotate(made, { [reference]: `${system}/gone` });
    await expect(run()).resolves.toBe(first);
    expectWhole(api, first);
  });

  it('ignores a reference into another namespace', async () => {
    const { api, run } = setUp();
    const first = await run();
    const [made] = api.all('ServiceAccount');
    if (made !== undefined) await api.annotate(made, { [reference]: 'default/some-secret' });
    await expect(run()).resolves.toBe(first);
  });

  it('does not take the secret of an account of the same name that is gone', async () => {
    const { api, run } = setUp();
    api.put(namespace);
    const old = tokenSecret({ ...serviceAccount, metadata: { ...serviceAccount.metadata, uid: 'uid-of-old' } });
    const annotations = { ...old.metadata.annotations, 'kubernetes.io/service-account.uid': 'uid-of-old' };
    const data = { token: Buffer.from('stale').toString('base64') };
    api.put({ ...old, type: 'kubernetes.io/service-account-token', data, metadata: { ...old.metadata, annotations } });
    const token = await run();
    expect(token).not.toBe('stale');
    expect(referenceIn(api)).not.toContain(`${secretNames(api)[0] ?? ''}/`);
  });

  it('does not take a secret of another type, though it has the label', async () => {
    const { api, run } = setUp();
    api.put(namespace);
    const labels = { 'cattle.io/service-account.name': account };
    const data = { token: Buffer.from('forged').toString('base64') };
    const metadata = { name: 'forged', namespace: system, labels };
    api.put({ apiVersion: 'v1', kind: 'Secret', type: 'Opaque', data, metadata });
    await expect(run()).resolves.toMatch(/^token-of-kontainer-engine-token-/);
  });

  it('does not take a secret without the label, though it is one of the account', async () => {
    const { api, run } = setUp();
    api.put(namespace);
    const made = api.put(serviceAccount);
    const { metadata, ...secret } = tokenSecret(made);
    const other = api.put({ ...secret, metadata: { ...metadata, labels: {} } });
    await expect(run()).resolves.not.toBe(`token-of-${other.metadata.name}`);
  });

  it('continues a run that was killed before it pointed the account to the secret', async () => {
    const { api, run } = setUp();
    for (const object of [namespace, clusterRole, clusterRoleBinding]) api.put(object);
    const made = api.put(serviceAccount);
    const secret = api.put(tokenSecret(made));
    await expect(run()).resolves.toBe(`token-of-${secret.metadata.name}`);
    expectWhole(api, `token-of-${secret.metadata.name}`);
  });
});

describe('two runs of ensureServiceAccountToken at once', () => {
  it('return one token, and leave one secret', async () => {
    const { api, run } = setUp();
    const [one, two] = await Promise.all([run(), run()]);
    expect(two).toBe(one);
    expectWhole(api, one);
  });

  it('return one token where the secret is filled late', async () => {
    const { api, clock, run } = setUp('when told');
    const both = Promise.all([run(), run(), run()]);
    await clock.advance(1_000);
    api.fillAll();
    await clock.advance(5_000);
    const [one, two, three] = await both;
    expect([two, three]).toEqual([one, one]);
    expectWhole(api, one);
    expect(clock.sleeping).toBe(0);
  });

  it('ask no more for a secret that has lost', async () => {
    const { api, clock, run } = setUp('when told');
    for (const object of [namespace, clusterRole, clusterRoleBinding, serviceAccount]) api.put(object);
    const both = Promise.all([run(), run()]);
    await clock.advance(3_000);
    const lost = api.requests.findIndex((request) => request.startsWith('delete Secret'));
    const secret = api.requests[lost]?.replace('delete ', '') ?? 'none';
    expect(api.requests.slice(0, lost)).toContain(`read ${secret}`);
    expect(api.requests.slice(lost)).not.toContain(`read ${secret}`);
    api.fillAll();
    await clock.advance(2_000);
    await both;
  });

  it('do not delete the secret that both have found', async () => {
    const { api, run } = setUp();
    for (const object of [namespace, clusterRole, clusterRoleBinding]) api.put(object);
    const made = api.put(serviceAccount);
    const secret = api.put(tokenSecret(made));
    const [one, two] = await Promise.all([run(), run()]);
    expect(secretNames(api)).toEqual([secret.metadata.name]);
    expect([one, two]).toEqual([`token-of-${secret.metadata.name}`, `token-of-${secret.metadata.name}`]);
  });

  it.each(Array.from({ length: 12 }, (_, lag) => lag))('agree where the second begins %d turns later', async (lag) => {
    const { api, run } = setUp();
    const first = run();
    for (let turn = 0; turn < lag; turn++) await new Promise((resolve) => setImmediate(resolve));
    const [one, two] = await Promise.all([first, run()]);
    expect(two).toBe(one);
    expectWhole(api, one);
  });

  it('agree where the account is changed by somebody else meanwhile', async () => {
    const { api, run } = setUp();
    let changed = false;
    api.before = async (request) => {
      const [made] = api.all('ServiceAccount');
      if (changed || !request.startsWith('annotate') || made === undefined) return;
      changed = true;
      await api.annotate(made, { 'somebody.else/note': 'x' });
    };
    expectWhole(api, await run());
  });
});

describe('ensureServiceAccountToken where it cannot', () => {
  it('does not create a namespace that is there: a webhook may refuse it during a restore', async () => {
    const { api, run } = setUp();
    api.put(namespace);
    api.before = (request) => {
      if (request.startsWith('create Namespace'))
        throw new DriverError('FORBIDDEN', { attempted: 'create Namespace', why: 'refused' });
    };
    expectWhole(api, await run());
  });

  it('says what it may not do', async () => {
    const { api, run } = setUp();
    api.before = (request) => {
      if (request.startsWith('create ClusterRoleBinding')) {
        throw new DriverError('FORBIDDEN', {
          attempted: 'create ClusterRoleBinding x',
          why: 'the API server answered 403',
        });
      }
    };
    expect(await failureOf(run)).toMatchObject({
      code: 'FORBIDDEN',
      message: expect.stringContaining('create ClusterRoleBinding x: the API server answered 403'),
    });
  });

  it('waits until it is told to stop where nobody fills the secret', async () => {
    const { api, clock, stop, run } = setUp('never');
    const failure = failureOf(run);
    await clock.advance(60_000);
    const asked = api.requests.length;
    expect(asked).toBeLessThan(60);
    stop.abort(new DriverError('TIMEOUT', { attempted: 'post-check demo', why: 'not finished within 1 min' }));
    await settle();
    expect((await failure).code).toBe('TIMEOUT');
    expect(clock.sleeping).toBe(0);
  });

  it('looks often at first, and every two seconds in the end, however long it has waited', async () => {
    const { api, clock, run } = setUp('when told');
    const begun = clock.now();
    const lookedAt: number[] = [];
    api.before = (request) => {
      if (request.startsWith('read Secret')) lookedAt.push(clock.now() - begun);
    };
    const running = run();
    await clock.advance(60_000);
    expect(lookedAt.slice(0, 6)).toEqual([0, 250, 750, 1_750, 3_750, 5_750]);
    api.fillAll();
    api.forget();
    await clock.advance(2_000);
    expect(api.requests).toHaveLength(1);
    expectWhole(api, await running);
  });

  it('goes on polling where the API server is away for a moment', async () => {
    const { api, clock, run } = setUp('when told');
    let away = 0;
    api.before = (request) => {
      if (request.startsWith('read Secret') && away++ < 3)
        throw new DriverError('UNAVAILABLE', { attempted: 'read Secret', why: 'refused' });
    };
    const running = run();
    await clock.advance(5_000);
    api.fillAll();
    await clock.advance(5_000);
    expectWhole(api, await running);
  });

  it('says so where the secret is deleted while it is awaited', async () => {
    const { api, clock, run } = setUp('never');
    const failure = failureOf(run);
    await clock.advance(1_000);
    for (const name of secretNames(api)) api.drop('Secret', name, system);
    await clock.advance(5_000);
    const error = await failure;
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toMatch(/was deleted while its token was awaited; try again/);
    expect(clock.sleeping).toBe(0);
  });

  it('gives up after ten looks where the account never stays as it was read', async () => {
    const { api, run } = setUp();
    api.before = (request) => {
      if (request.startsWith('annotate')) api.drop('ServiceAccount', account, system);
    };
    expect(await failureOf(run)).toMatchObject({
      code: 'CONFLICT',
      message: 'make the service account token: the account keeps changing meanwhile; try again',
    });
    expect(api.requests.filter((request) => request.startsWith('list'))).toHaveLength(10);
  });

  it('says so where the account is deleted while its secret is made', async () => {
    const { api, clock, run } = setUp('never');
    api.before = (request) => {
      if (request.startsWith('annotate')) api.drop('ServiceAccount', account, system);
    };
    const failure = failureOf(run);
    await clock.advance(5_000);
    expect(await failure).toMatchObject({ code: 'CONFLICT', message: expect.stringContaining('try again') });
  });
});
