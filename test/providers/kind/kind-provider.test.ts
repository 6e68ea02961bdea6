import { describe, expect, it } from '@jest/globals';
import { KindFixture } from './support/kind-fixture.js';

describe('creating a kind cluster', () => {
  it('makes control planes and workers, waits for them, and says what kind is doing', async () => {
    const fixture = new KindFixture();
    fixture.machine.looksUntilReady = 2;
    expect(await fixture.create({ 'node-count': 2, 'node-labels': ['team=red', 'a.b/c='] })).toEqual({
      engine: 'docker',
    });
    const { name } = fixture;
    expect(fixture.containers()).toEqual([`${name}-control-plane`, `${name}-worker`, `${name}-worker2`]);
    expect(fixture.progress).toEqual([
      'getting the node image kindest/node:v1.37.0',
      'starting the containers of the nodes',
      'starting the control plane',
      'joining the worker nodes',
      `waiting for 3 nodes to be ready: ${name}-control-plane, ${name}-worker, ${name}-worker2 not ready`,
      'labelling the nodes',
    ]);
    for (const node of fixture.machine.clusters.get(name)?.nodes ?? []) {
      expect(node.labels).toEqual({ team: 'red', 'a.b/c': '' });
    }
  });

  it('says what to remember before the first container exists', async () => {
    const fixture = new KindFixture();
    await expect(fixture.create({}, fixture.driver({ crashAt: 'kind has not begun' }))).rejects.toThrow();
    expect(fixture.checkpoints).toEqual([{ engine: 'docker' }]);
    expect(fixture.containers()).toEqual([]);
  });

  it('is nothing the second time', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 1 });
    const before = [...fixture.machine.containers];
    await fixture.create({ 'node-count': 1 });
    expect(fixture.machine.containers).toEqual(before);
    expect(fixture.creates()).toBe(1);
  });

  it('refuses by name what a finished cluster was not made with, and leaves it alone', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 1, 'kubernetes-version': '1.34.0' });
    const again = fixture.create({ 'node-count': 2, 'kubernetes-version': '1.35.0' });
    await expect(again).rejects.toMatchObject({ code: 'INVALID' });
    await expect(again).rejects.toThrow(
      'kubernetes-version is "1.34.0" and cannot become "1.35.0"; node-count is 1 and cannot become 2; set it back, or remove',
    );
    expect(fixture.containers()).toHaveLength(2);
  });

  it('starts the nodes of a finished cluster after a restart of the engine', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 1 });
    fixture.machine.restartEngine();
    await fixture.create({ 'node-count': 1 });
    expect(fixture.machine.containers.map(({ status }) => status)).toEqual(['running', 'running']);
    expect(fixture.creates()).toBe(1);
  });

  it('does not take a cluster for half-made only because its nodes cannot be started', async () => {
    const fixture = new KindFixture();
    await fixture.create();
    fixture.machine.restartEngine();
    fixture.machine.startFailure = 'Error response from daemon: driver failed programming external connectivity';
    await expect(fixture.create()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(fixture.containers()).toHaveLength(1);
  });

  it('refuses a finished cluster of which somebody deleted a node', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 2 });
    fixture.machine.containers.pop();
    const again = fixture.create({ 'node-count': 2 });
    await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(again).rejects.toThrow(`${fixture.name}-worker2 of it is gone`);
    expect(fixture.containers()).toHaveLength(2);
  });

  it('names the nodes that do not become ready in time, and goes on waiting at the next create', async () => {
    const fixture = new KindFixture();
    fixture.machine.looksUntilReady = 15;
    const first = fixture.create({ 'node-count': 1, 'wait-seconds': 10 });
    await expect(first).rejects.toMatchObject({ code: 'TIMEOUT' });
    await expect(first).rejects.toThrow(`${fixture.name}-worker not ready`);
    await fixture.create({ 'node-count': 1, 'wait-seconds': 10 });
    expect(fixture.creates()).toBe(1);
  });

  it('does not wait for nodes with wait-seconds 0', async () => {
    const fixture = new KindFixture();
    fixture.machine.looksUntilReady = 1_000_000;
    await fixture.create({ 'wait-seconds': 0 });
    expect(fixture.containers()).toHaveLength(1);
  });

  it('refuses a name of which kind would make too long host names', async () => {
    const fixture = new KindFixture();
    const context = { ...fixture.context(), name: 'a'.repeat(50) };
    await expect(fixture.driver().create(context)).rejects.toMatchObject({ code: 'INVALID' });
  });

  it('keeps several control planes and their load balancer apart from what is not a node', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'control-plane-count': 2 });
    expect(fixture.containers()).toHaveLength(3);
    expect(fixture.machine.volumes.size).toBe(0);
    await fixture.create({ 'control-plane-count': 2 });
    expect(fixture.creates()).toBe(1);
    await fixture.remove();
    expect(fixture.containers()).toEqual([]);
    expect(fixture.machine.volumes.size).toBe(0);
  });

  it('stops kind and clears away when it is cancelled', async () => {
    const fixture = new KindFixture();
    const abort = new AbortController();
    const reason = new Error('the caller is gone');
    const driver = fixture.driver({
      crashAt: 'all containers are there',
      onCrashPoint: () => {
        abort.abort(reason);
      },
    });
    const create = driver.create(fixture.context({ 'node-count': 1, 'retain-on-failure': true }, abort.signal));
    await expect(create).rejects.toThrow('the caller is gone');
    expect(fixture.containers()).toEqual([]);
  });
});

describe('reaching a kind cluster', () => {
  it('gives the address and the administrator of kind', async () => {
    const fixture = new KindFixture();
    await fixture.create();
    const access = await fixture.driver().access(fixture.context());
    expect(access).toEqual({
      endpoint: expect.stringMatching(/^https:\/\/127\.0\.0\.1:\d+$/),
      rootCaCertificate: fixture.machine.clusters.get(fixture.name)?.authority,
      credential: {
        kind: 'client-certificate',
        certificate: expect.stringContaining('BEGIN CERTIFICATE'),
        key: expect.stringContaining('BEGIN RSA PRIVATE KEY'),
      },
    });
  });

  it.each([
    [{ 'api-server-address': '0.0.0.0', 'api-server-port': 6443 }, 'https://127.0.0.1:6443'],
    [
      { 'api-server-address': '0.0.0.0', 'api-server-port': 6443, 'endpoint-host': '10.0.0.7' },
      'https://10.0.0.7:6443',
    ],
    [
      { 'api-server-address': '10.0.0.7', 'api-server-port': 6443, 'endpoint-host': 'lab.example' },
      'https://lab.example:6443',
    ],
  ])('can give another address: %j', async (given, endpoint) => {
    const fixture = new KindFixture();
    await fixture.create(given);
    expect(await fixture.driver().access(fixture.context(given))).toMatchObject({ endpoint });
  });

  it('can give the name on the network of the containers', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'endpoint-host': 'internal' });
    const { endpoint } = await fixture.driver().access(fixture.context({ 'endpoint-host': 'internal' }));
    expect(endpoint).toBe(`https://${fixture.name}-control-plane:6443`);
  });

  it('says that there is no cluster, or that it has stopped', async () => {
    const fixture = new KindFixture();
    await expect(fixture.driver().access(fixture.context())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await fixture.create();
    fixture.machine.restartEngine();
    const stopped = fixture.driver().access(fixture.context());
    await expect(stopped).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(stopped).rejects.toThrow(`docker start ${fixture.name}-control-plane`);
  });
});

describe('updating a kind cluster', () => {
  it('changes labels, and takes away those that it gave', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-labels': ['team=red', 'old=1'] });
    const node = fixture.machine.clusters.get(fixture.name)?.nodes[0];
    if (node !== undefined) node.labels.others = 'stay';
    await fixture.update({ 'node-labels': ['team=blue', 'new=2'] });
    expect(node?.labels).toEqual({ team: 'blue', new: '2', others: 'stay' });
    await fixture.update({});
    expect(node?.labels).toEqual({ others: 'stay' });
    expect(node?.annotations).toEqual({});
  });

  it('changes registry mirrors in every node', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 1 });
    await fixture.update({
      'node-count': 1,
      'registry-mirrors': ['docker.io=http://10.0.0.5:5000', 'docker.io=http://b'],
    });
    const written = fixture.machine.containers.map(({ files }) => files.get('mirrors'));
    expect(written).toHaveLength(2);
    expect(written[1]).toBe(
      [
        'docker.io 5',
        '# Written by rancher-driver-host; changes are lost.',
        '[host."http://10.0.0.5:5000"]',
        '  capabilities = ["pull", "resolve"]',
        '[host."http://b"]',
        '  capabilities = ["pull", "resolve"]',
        '',
      ].join('\n'),
    );
  });

  it('refuses mirrors that the nodes have no place for', async () => {
    const fixture = new KindFixture();
    fixture.machine.hasMirrorPlace = false;
    await fixture.create();
    const update = fixture.update({ 'registry-mirrors': ['docker.io=http://10.0.0.5:5000'] });
    await expect(update).rejects.toMatchObject({ code: 'INVALID' });
    await expect(update).rejects.toThrow('registry-mirrors');
  });

  it('refuses what kind cannot change, also an option that was not given before', async () => {
    const fixture = new KindFixture();
    await fixture.create();
    const update = fixture.update({ 'pod-subnet': '10.9.0.0/16' });
    await expect(update).rejects.toThrow('pod-subnet is unset and cannot become "10.9.0.0/16"; set it back, or remove');
  });

  it('needs a cluster that is there, whole and ours', async () => {
    const fixture = new KindFixture();
    await expect(fixture.update()).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(fixture.create({}, fixture.driver({ crashAt: 'the control plane runs' }))).rejects.toThrow();
    await expect(fixture.update()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

describe('removing a kind cluster', () => {
  it('deletes it, and is content where it is gone', async () => {
    const fixture = new KindFixture();
    await fixture.create({ 'node-count': 1 });
    await fixture.remove();
    expect(fixture.containers()).toEqual([]);
    await fixture.remove();
  });

  it('waits for containers that a killed create asked for', async () => {
    const fixture = new KindFixture();
    const crashed = fixture.driver({ crashAt: 'the first container was asked for' });
    await expect(fixture.create({}, crashed)).rejects.toThrow();
    expect(fixture.containers()).toEqual([]);
    fixture.machine.step(fixture.clock.now() + 10_000);
    await fixture.remove();
    expect(fixture.containers()).toEqual([]);
  });
});

describe('a kind cluster that somebody else made', () => {
  it.each(['create', 'update', 'remove', 'access'] as const)('is left alone by %s', async (operation) => {
    const fixture = new KindFixture();
    fixture.machine.makeForeignCluster(fixture.name);
    const attempt =
      operation === 'access' ? fixture.driver().access(fixture.context()) : Promise.resolve(fixture[operation]());
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(attempt).rejects.toThrow('that this driver did not make');
    expect(fixture.containers()).toEqual([`${fixture.name}-control-plane`]);
    expect(fixture.checkpoints).toEqual([]);
  });

  it('survives a create that loses a race against it', async () => {
    const fixture = new KindFixture();
    const driver = fixture.driver({
      crashAt: 'kind has not begun',
      onCrashPoint: () => {
        if (fixture.containers().length === 0) fixture.machine.makeForeignCluster(fixture.name);
      },
    });
    fixture.machine.kindFailures.push(
      'ERROR: failed to create cluster: Conflict. The container name is already in use',
    );
    const attempt = fixture.create({}, driver);
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(attempt).rejects.toThrow('a cluster of that name that is not ours is there now');
    expect(fixture.containers()).toContain(`${fixture.name}-control-plane`);
  });
});
