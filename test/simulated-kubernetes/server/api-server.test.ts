import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../../providers/support/eventually.js';
import { MockControlPlane } from '../../providers/support/mock-control-plane.js';

const configMaps = '/api/v1/namespaces/default/configmaps';

describe('the API server', () => {
  let cluster: MockControlPlane;
  beforeAll(async () => {
    cluster = await MockControlPlane.start({ nodeCount: 2 });
  });
  afterAll(async () => {
    await cluster[Symbol.asyncDispose]();
  });

  it('makes an object once, and shows it', async () => {
    const made = await cluster.admin.post(configMaps, { metadata: { name: 'once' }, data: { a: '1' } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace: 'default' } });
    expect((await cluster.admin.get(`${configMaps}/once`)).body).toEqual(made.body);
    const again = await cluster.admin.post(configMaps, { metadata: { name: 'once' } });
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({
      kind: 'Status',
      status: 'Failure',
      reason: 'AlreadyExists',
      message: 'configmaps "once" already exists',
      details: { name: 'once', kind: 'configmaps' },
      code: 409,
    });
  });

  it('names an object for its generateName', async () => {
    const { body } = await cluster.admin.post(configMaps, { metadata: { generateName: 'some-' } });
    expect(body.metadata.name).toMatch(/^some-[a-z0-9]{5}$/);
  });

  it.each([
    {
      method: 'GET',
      path: `${configMaps}/missing`,
      status: 404,
      reason: 'NotFound',
      because: 'there is no such object',
    },
    {
      method: 'GET',
      path: '/apis/apps/v1/deployments',
      status: 404,
      reason: 'NotFound',
      because: 'the kind is not served',
    },
    { method: 'GET', path: '/nowhere', status: 404, reason: 'NotFound', because: 'the path leads nowhere' },
    { method: 'POST', path: '/version', status: 405, reason: 'MethodNotAllowed', because: 'it can be read only' },
    {
      method: 'GET',
      path: `${configMaps}?fieldSelector=a%3Db`,
      status: 400,
      reason: 'BadRequest',
      because: 'the field cannot be selected',
    },
    {
      method: 'GET',
      path: `${configMaps}?limit=1&continue=%7B`,
      status: 400,
      reason: 'BadRequest',
      because: 'the page is unknown',
    },
  ])('refuses $method $path with $status, because $because', async ({ method, path, status, reason }) => {
    const answer = await cluster.admin.send(method, path, {});
    expect(answer.body).toMatchObject({ kind: 'Status', status: 'Failure', reason, code: status });
    expect(answer.status).toBe(status);
  });

  it.each([
    { body: { metadata: { name: 'Capital' } }, status: 422, because: 'names are in lower case' },
    { body: { metadata: {} }, status: 422, because: 'a name is needed' },
    { body: { kind: 'Secret', metadata: { name: 'x' } }, status: 400, because: 'it is of another kind' },
    { body: { metadata: { name: 'x', namespace: 'other' } }, status: 400, because: 'it is for another namespace' },
    { body: 'not JSON', status: 400, because: 'it cannot be read' },
    { body: [], status: 400, because: 'it is a list' },
  ])('refuses to make an object, because $because', async ({ body, status }) => {
    expect((await cluster.admin.post(configMaps, body)).status).toBe(status);
  });

  it('makes nothing in a namespace that is not there', async () => {
    const { status, body } = await cluster.admin.post('/api/v1/namespaces/none/configmaps', {
      metadata: { name: 'x' },
    });
    expect(status).toBe(404);
    expect(body.message).toBe('namespaces "none" not found');
  });

  it('refuses a PUT that is based on an older version, and takes one without a version', async () => {
    const { body: first } = await cluster.admin.post(configMaps, { metadata: { name: 'raced' } });
    const second = await cluster.admin.put(`${configMaps}/raced`, { ...first, data: { by: 'one' } });
    expect(second.status).toBe(200);
    const stale = await cluster.admin.put(`${configMaps}/raced`, { ...first, data: { by: 'two' } });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ reason: 'Conflict', details: { name: 'raced', kind: 'configmaps' } });
    const forced = await cluster.admin.put(`${configMaps}/raced`, {
      metadata: { name: 'raced' },
      data: { by: 'three' },
    });
    expect(forced.body.data).toEqual({ by: 'three' });
  });

  it('leaves the version alone when a write changes nothing', async () => {
    const { body: before } = await cluster.admin.post(configMaps, { metadata: { name: 'same' }, data: { a: '1' } });
    const { body: after } = await cluster.admin.patch(`${configMaps}/same`, 'merge', { data: { a: '1' } });
    expect(after.metadata.resourceVersion).toBe(before.metadata.resourceVersion);
  });

  it.each([
    { type: 'json', body: [{ op: 'replace', path: '/data/a', value: '2' }], because: 'it is a JSON patch' },
    { type: 'merge', body: { data: { a: '2' } }, because: 'it is a merge patch' },
    { type: 'strategic-merge', body: { data: { a: '2' } }, because: 'it is a strategic merge patch' },
  ])('changes an object by a patch of type $type', async ({ type, body }) => {
    const { body: made } = await cluster.admin.post(configMaps, {
      metadata: { generateName: 'patched-' },
      data: { a: '1', b: '1' },
    });
    const answer = await cluster.admin.patch(`${configMaps}/${made.metadata.name}`, type, body);
    expect(answer.body.data).toEqual({ a: '2', b: '1' });
  });

  it('refuses a patch of a type that it does not know, and one that names a stale version', async () => {
    await cluster.admin.post(configMaps, { metadata: { name: 'patched' } });
    expect((await cluster.admin.patch(`${configMaps}/patched`, 'magic', {})).status).toBe(415);
    const stale = { metadata: { resourceVersion: '1' }, data: { a: '1' } };
    expect((await cluster.admin.patch(`${configMaps}/patched`, 'merge', stale)).body.reason).toBe('Conflict');
  });

  it('applies YAML on the server, first as a create', async () => {
    const path = `${configMaps}/applied?fieldManager=test`;
    const yaml = (colour: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: applied}\ndata: {colour: ${colour}}\n`;
    expect((await cluster.admin.patch(path, 'apply', yaml('red'))).status).toBe(201);
    const changed = await cluster.admin.patch(path, 'apply', yaml('blue'));
    expect(changed.status).toBe(200);
    expect(changed.body.data).toEqual({ colour: 'blue' });
    const conflict = await cluster.admin.patch(path.replace('test', 'other'), 'apply', yaml('green'));
    expect(conflict.status).toBe(409);
    expect((await cluster.admin.patch(`${configMaps}/applied`, 'apply', yaml('blue'))).status).toBe(400);
  });

  it('tries a write without doing it', async () => {
    const path = `${configMaps}?dryRun=All`;
    expect((await cluster.admin.post(path, { metadata: { name: 'tried' } })).status).toBe(201);
    expect((await cluster.admin.get(`${configMaps}/tried`)).status).toBe(404);
    await cluster.admin.post(configMaps, { metadata: { name: 'tried' }, data: { a: '1' } });
    const patched = await cluster.admin.patch(`${configMaps}/tried?dryRun=All`, 'merge', { data: { a: '2' } });
    expect(patched.body.data).toEqual({ a: '2' });
    await cluster.admin.delete(`${configMaps}/tried`, { dryRun: ['All'] });
    expect((await cluster.admin.get(`${configMaps}/tried`)).body.data).toEqual({ a: '1' });
  });

  it('lists by label, by field and in pages', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) {
      await cluster.admin.post(configMaps, { metadata: { name, labels: { test: 'pages' } } });
    }
    const names = async (query: string): Promise<readonly string[]> => {
      const { body } = await cluster.admin.get(`${configMaps}?${query}`);
      return body.items.map((item) => item.metadata.name);
    };
    expect(await names('labelSelector=test%3Dpages')).toEqual(['page-1', 'page-2', 'page-3']);
    expect(await names('fieldSelector=metadata.name%3Dpage-2')).toEqual(['page-2']);
    const first = await cluster.admin.get(`${configMaps}?labelSelector=test%3Dpages&limit=2`);
    expect(first.body.metadata.remainingItemCount).toBe(1);
    expect(await names(`labelSelector=test%3Dpages&limit=2&continue=${first.body.metadata.continue}`)).toEqual([
      'page-3',
    ]);
  });

  it('deletes one object, and all that match', async () => {
    for (const name of ['gone-1', 'gone-2', 'gone-3']) {
      await cluster.admin.post(configMaps, { metadata: { name, labels: { test: 'gone' } } });
    }
    const { body } = await cluster.admin.delete(`${configMaps}/gone-1`);
    expect(body).toMatchObject({ kind: 'Status', status: 'Success', details: { name: 'gone-1', kind: 'configmaps' } });
    expect((await cluster.admin.delete(`${configMaps}/gone-1`)).status).toBe(404);
    expect((await cluster.admin.delete(`${configMaps}?labelSelector=test%3Dgone`)).body.items).toHaveLength(2);
    expect((await cluster.admin.get(`${configMaps}?labelSelector=test%3Dgone`)).body.items).toEqual([]);
  });

  it('deletes only the object that was meant', async () => {
    const { body } = await cluster.admin.post(configMaps, { metadata: { name: 'meant' } });
    const path = `${configMaps}/meant`;
    expect((await cluster.admin.delete(path, { preconditions: { uid: 'another' } })).status).toBe(409);
    expect((await cluster.admin.delete(path, { preconditions: { uid: body.metadata.uid } })).status).toBe(200);
  });

  it('encodes the plain texts of a secret, and keeps its type', async () => {
    const path = '/api/v1/namespaces/default/secrets';
    const { body } = await cluster.admin.post(path, { metadata: { name: 'plain' }, stringData: { key: 'value' } });
    expect(body).toMatchObject({ type: 'Opaque', data: { key: Buffer.from('value').toString('base64') } });
    expect(body.stringData).toBeUndefined();
    expect((await cluster.admin.patch(`${path}/plain`, 'merge', { type: 'other' })).status).toBe(422);
  });

  it('keeps the role of a binding', async () => {
    const path = '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings';
    const binding = { metadata: { name: 'bound' }, roleRef: { kind: 'ClusterRole', name: 'view' }, subjects: [] };
    expect((await cluster.admin.post(path, binding)).status).toBe(201);
    const other = { roleRef: { kind: 'ClusterRole', name: 'edit' } };
    const { status, body } = await cluster.admin.patch(`${path}/bound`, 'merge', other);
    expect(status).toBe(422);
    expect(body.message).toContain('cannot change roleRef');
  });

  it('prints tables for those who ask', async () => {
    const headers = { accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' };
    const { body } = await cluster.admin.get('/api/v1/nodes', { headers });
    expect(body).toMatchObject({ kind: 'Table', apiVersion: 'meta.k8s.io/v1' });
    const columns = body.columnDefinitions.filter((column) => column.priority === 0);
    expect(columns.map((column) => column.name)).toEqual(['Name', 'Status', 'Roles', 'Version', 'Age']);
    expect(body.rows[0]?.cells.slice(0, 4)).toEqual(['c-test-node-1', 'Ready', 'worker', 'v1.34.1']);
    expect(body.rows[0]?.object.kind).toBe('PartialObjectMetadata');
  });

  it('writes the status of a node apart from the rest', async () => {
    const path = '/api/v1/nodes/c-test-node-2';
    const { body: node } = await cluster.admin.get(path);
    const away = { ...node, spec: { unschedulable: true }, status: { ...node.status, phase: 'Away' } };
    const written = await cluster.admin.put(`${path}/status`, away);
    expect(written.body.status.phase).toBe('Away');
    expect(written.body.spec).toEqual(node.spec);
    const plain = await cluster.admin.patch(path, 'merge', { status: { phase: 'Here' } });
    expect(plain.body.status.phase).toBe('Away');
  });

  it('empties a namespace that is deleted, takes nothing new for it meanwhile, and lets it go', async () => {
    const path = '/api/v1/namespaces/short';
    await cluster.admin.post('/api/v1/namespaces', { metadata: { name: 'short' } });
    expect((await cluster.admin.get(`${path}/serviceaccounts/default`)).status).toBe(200);
    await cluster.admin.post(`${path}/configmaps`, { metadata: { name: 'inside' } });
    const { body } = await cluster.admin.delete(path);
    expect(body.status.phase).toBe('Terminating');
    await eventually('the end of the namespace', async () => (await cluster.admin.get(path)).status === 404);
    expect((await cluster.admin.get(`${path}/configmaps`)).body.items).toEqual([]);
  });

  it('deletes what only a deleted object owned, and what never had an owner that exists', async () => {
    const { body: owner } = await cluster.admin.post(configMaps, { metadata: { name: 'owner' } });
    const reference = (uid: string) => [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid }];
    await cluster.admin.post(configMaps, {
      metadata: { name: 'owned', ownerReferences: reference(owner.metadata.uid) },
    });
    await cluster.admin.post(configMaps, { metadata: { name: 'stray', ownerReferences: reference('nobody') } });
    const isGone = async (name: string): Promise<boolean> =>
      (await cluster.admin.get(`${configMaps}/${name}`)).status === 404;
    await eventually('the end of the stray', () => isGone('stray'));
    expect(await isGone('owned')).toBe(false);
    await cluster.admin.delete(`${configMaps}/owner`);
    await eventually('the end of the owned', () => isGone('owned'));
  });

  it('lets dependents outlive their owner when asked to', async () => {
    const { body: owner } = await cluster.admin.post(configMaps, { metadata: { name: 'parent' } });
    const ownerReferences = [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'parent', uid: owner.metadata.uid }];
    await cluster.admin.post(configMaps, { metadata: { name: 'child', ownerReferences } });
    await cluster.admin.delete(`${configMaps}/parent`, { propagationPolicy: 'Orphan' });
    expect((await cluster.admin.get(`${configMaps}/child`)).body.metadata.ownerReferences).toEqual([]);
  });

  it('counts the requests that it got', async () => {
    const before = cluster.countRequests('DELETE');
    await cluster.admin.delete(`${configMaps}/not-there`);
    expect(cluster.countRequests('DELETE')).toBe(before + 1);
    const { body } = await cluster.admin.get('/mock/requests');
    expect(body.requests.at(-1)).toEqual({ method: 'DELETE', path: `${configMaps}/not-there` });
  });
});
