import { describe, expect, it } from '@jest/globals';
import { KindFixture } from './support/kind-fixture.js';

describe('a create that kind fails', () => {
  it('leaves nothing, quotes kind, and says what to do', async () => {
    const fixture = new KindFixture();
    fixture.machine.kindFailures.push(
      'ERROR: failed to create cluster: failed to init node with kubeadm: exit status 1',
    );
    const attempt = fixture.create();
    await expect(attempt).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(attempt).rejects.toThrow(
      new RegExp(
        `^create the kind cluster ${fixture.name}: the control plane did not come up \\(it said: ERROR: failed to create .*\\); nothing is left behind; set retain-on-failure`,
      ),
    );
    expect(fixture.containers()).toEqual([]);
  });

  it('keeps the containers where it shall, until the next create', async () => {
    const fixture = new KindFixture();
    fixture.machine.kindFailures.push('ERROR: failed to create cluster: failed to join node with kubeadm');
    await expect(fixture.create({ 'retain-on-failure': true })).rejects.toThrow('its containers are kept');
    expect(fixture.containers()).toHaveLength(1);
    await fixture.create({ 'retain-on-failure': true });
    expect(fixture.creates()).toBe(2);
    expect(fixture.containers()).toHaveLength(1);
  });

  it('is tried again where it lost a race for a port that kind chose', async () => {
    const fixture = new KindFixture();
    fixture.machine.kindFailures.push('ERROR: Bind for 127.0.0.1:4001 failed: port is already allocated');
    await fixture.create();
    expect(fixture.creates()).toBe(2);
  });

  it('is not tried again where the user named the port', async () => {
    const fixture = new KindFixture();
    fixture.machine.kindFailures.push('ERROR: Bind for 127.0.0.1:6443 failed: port is already allocated');
    const attempt = fixture.create({ 'api-server-port': 6443 });
    await expect(attempt).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(attempt).rejects.toThrow('choose another with api-server-port');
    expect(fixture.creates()).toBe(1);
  });

  it('gives up after some races', async () => {
    const fixture = new KindFixture();
    const failure = 'ERROR: Conflict. The container name "/x" is already in use by container "y"';
    fixture.machine.kindFailures.push(failure, failure, failure, failure);
    await expect(fixture.create()).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(fixture.creates()).toBe(3);
  });

  it('says what is left where clearing away fails too', async () => {
    const fixture = new KindFixture();
    const driver = fixture.driver({
      crashAt: 'all containers are there',
      onCrashPoint: () => {
        fixture.machine.engineFailure = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.';
      },
    });
    fixture.machine.kindFailures.push('ERROR: failed to create cluster: failed to get docker info');
    await expect(fixture.create({}, driver)).rejects.toThrow(/containers of it may be left.*remove the cluster/);
  });
});

describe('the tools', () => {
  it('says what to install where kind is missing', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.delete('kind');
    await expect(fixture.create()).rejects.toThrow(
      'look for the program kind: it is not in PATH; install kind 0.24.0 or newer (https://kind.sigs.k8s.io/docs/user/quick-start/#installation), or give its path with kind-binary',
    );
  });

  it('says so where kind is too old, or something else', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.set('kind', '0.17.0');
    await expect(fixture.create()).rejects.toThrow('it is version 0.17.0, too old; install kind 0.24.0');
    fixture.machine.versions.set('kind', 'KIND: a game');
    await expect(fixture.create()).rejects.toThrow('its version cannot be read');
  });

  it('takes kind from where it is said to be', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.delete('kind');
    fixture.machine.versions.set('/opt/kind', '0.33.0');
    await fixture.create({ 'kind-binary': '/opt/kind' });
    await expect(fixture.create({ 'kind-binary': '/opt/other' })).rejects.toThrow('there is no such file');
  });

  it.each([
    { installed: ['docker', 'podman'], named: undefined, environment: {}, engine: 'docker' },
    { installed: ['podman'], named: undefined, environment: {}, engine: 'podman' },
    { installed: ['nerdctl', 'podman'], named: undefined, environment: {}, engine: 'nerdctl' },
    { installed: ['docker', 'podman'], named: 'podman', environment: {}, engine: 'podman' },
    {
      installed: ['docker', 'podman'],
      named: undefined,
      environment: { KIND_EXPERIMENTAL_PROVIDER: 'podman' },
      engine: 'podman',
    },
  ])('uses $engine of $installed', async ({ installed, named, environment, engine }) => {
    const fixture = new KindFixture();
    fixture.machine.versions.delete('docker');
    for (const name of installed) fixture.machine.versions.set(name, '26.1.5');
    const given = named === undefined ? {} : { 'container-engine': named };
    expect(await fixture.create(given, fixture.driver({ environment }))).toEqual({ engine });
  });

  it('says so where no engine is there, or not the one that is named', async () => {
    const fixture = new KindFixture();
    await expect(fixture.create({ 'container-engine': 'nerdctl' })).rejects.toThrow('nerdctl is not in PATH');
    fixture.machine.versions.delete('docker');
    await expect(fixture.create()).rejects.toThrow('none of docker, nerdctl, podman is in PATH; install docker');
  });

  it('does not go on to another engine where the first does not answer: the cluster may be there', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.set('podman', '5.0.0');
    fixture.machine.engineFailure = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.';
    await expect(fixture.create()).rejects.toThrow('ask docker for its version: the container engine does not answer');
  });

  it('keeps to the engine that the cluster is on', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.set('podman', '5.0.0');
    const context = { ...fixture.context(), resume: { engine: 'podman' as const } };
    expect(await fixture.driver().create(context)).toEqual({ engine: 'podman' });
  });

  it('says so where the engine is too old', async () => {
    const fixture = new KindFixture();
    fixture.machine.versions.set('docker', '19.03.1');
    await expect(fixture.create()).rejects.toThrow('it is 19.03.1, and kind needs 20.10.0 or newer');
  });
});
