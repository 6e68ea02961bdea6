import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { DriverError } from '../../src/core/driver-error.js';
import type { Clock } from '../../src/core/clock.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { isAlive } from '../engine/support/fake-driver-process.js';
import { ourRefusal } from '../engine/support/our-trailers.js';
import { cliHarness, goodCluster, type CliHarness } from './support/cli-harness.js';

// Every operation starts a process; a busy machine takes its time.
jest.setTimeout(60_000);

const harnesses: CliHarness[] = [];
const harness = (...args: Parameters<typeof cliHarness>): CliHarness => {
  const made = cliHarness(...args);
  harnesses.push(made);
  return made;
};

afterEach(() => {
  for (const each of harnesses.splice(0)) each.cleanUp();
});

const callsOf = ({ fake }: CliHarness) => fake.journal().flatMap(({ call }) => (call === undefined ? [] : [call]));
const requestsOf = ({ fake }: CliHarness, method: string) =>
  fake.journal().flatMap(({ call, request }) => (call === method ? [request] : []));

/** Waits a hundredth of what it is told to. */
const hurriedClock: Clock = { now: () => Date.now(), sleep: (ms, signal) => systemClock.sleep(ms / 100, signal) };

describe('the life of a cluster', () => {
  it('goes from create to rm with any driver binary', async () => {
    const user = harness();
    const created = await user.driver('create', 'demo', '--driver', user.fake.binary, '--node-count', '5', '--spot');
    expect(created).toMatchObject({ exitCode: 0, stderr: '' });
    expect(created.stdout).toContain('demo runs Kubernetes 1.34.1 on 3 nodes at 127.0.0.1:6443');
    expect(requestsOf(user, 'Create')).toMatchObject([
      {
        cluster_info: null,
        driver_options: {
          int_options: { nodeCount: '5' },
          bool_options: { spot: true },
          string_options: { name: 'demo', displayName: 'demo', driverName: 'fake' },
        },
      },
    ]);
    const listed = await user.driver('ls');
    expect(listed.stdout).toMatch(/^demo +fake +Running +1\.34\.1 +3 +127\.0\.0\.1:6443/m);
    const removed = await user.driver('rm', 'demo');
    expect(removed).toMatchObject({ exitCode: 0, stdout: 'demo is removed\n' });
    await expect(user.driver('rm', 'demo')).resolves.toMatchObject({
      exitCode: 0,
      stdout: 'demo is not there: nothing to remove\n',
    });
    expect(user.fake.journal().filter(({ pid }) => isAlive(pid))).toEqual([]);
  });

  it('gives our own drivers the variables that their provider reads, and others none', async () => {
    const user = harness();
    await user.driver('create', 'ours', '--provider', 'fake');
    await user.driver('create', 'other', '--driver', user.fake.binary);
    const environments = user.fake.journal().flatMap(({ start }) => (start === undefined ? [] : [start.environment]));
    expect(Object.keys(environments[0] ?? {}).sort()).toEqual(['PATH', 'PWD', 'XDG_STATE_HOME']);
    expect(Object.keys(environments.at(-1) ?? {}).sort()).toEqual(['PATH', 'PWD']);
  });

  it('keeps records where only the user can read them', async () => {
    const user = harness();
    await user.driver('create', 'demo', '--provider', 'fake');
    const directory = join(user.home, 'state', 'rancher-driver-host', 'clusters');
    expect(statSync(directory).mode & 0o777).toBe(0o700);
    expect(statSync(join(directory, 'demo.json')).mode & 0o777).toBe(0o600);
    expect(statSync(join(user.home, '.kube', 'config')).mode & 0o777).toBe(0o600);
  });

  it('goes on with a create that failed, and sends what the driver said then', async () => {
    const failed = { reply: { ...goodCluster, create_error: 'no more quota' } };
    const user = harness({ answers: { Create: [failed, { reply: goodCluster }] } });
    const first = await user.driver('create', 'demo', '--provider', 'fake', '--node-count', '5');
    expect(first.exitCode).toBe(1);
    expect(first.stderr).toContain('driver: create demo: no more quota\n');
    expect(first.stderr).toContain('"driver create demo" goes on with what exists, "driver rm demo" removes it');
    const second = await user.driver('create', 'demo', '--spot');
    expect(second.exitCode).toBe(0);
    expect(requestsOf(user, 'Create').at(-1)).toMatchObject({
      cluster_info: { status: 'Error', metadata: goodCluster.metadata },
      driver_options: { int_options: { nodeCount: '5' }, bool_options: { spot: true } },
    });
  });

  it('refuses to create what exists, and says what to do', async () => {
    const user = harness();
    await user.driver('create', 'demo', '--provider', 'fake');
    await expect(user.driver('create', 'demo')).resolves.toMatchObject({
      exitCode: 1,
      stderr:
        'driver: create demo: it exists already (Running); "driver update demo" changes it, "driver rm demo" removes it\n',
    });
  });

  it('forgets a cluster whose options the driver refused before it made anything', async () => {
    const refused = ourRefusal(new DriverError('INVALID', { attempted: 'check the options', why: 'bad region' }));
    const user = harness({ answers: { Create: [refused] } });
    await expect(user.driver('create', 'demo', '--provider', 'fake')).resolves.toMatchObject({ exitCode: 1 });
    await expect(user.driver('ls', '--json')).resolves.toMatchObject({ stdout: '[]\n' });
  });

  it('updates with what was given over what stood before', async () => {
    const user = harness();
    await user.driver('create', 'demo', '--provider', 'fake', '--labels', 'a', '--labels', 'b', '--access-key', 'k');
    const updated = await user.driver('update', '--node-count=7', 'demo', '--labels', '', '--no-spot');
    expect(updated.exitCode).toBe(0);
    expect(requestsOf(user, 'Update')).toMatchObject([
      {
        driver_options: {
          int_options: { nodeCount: '7' },
          bool_options: { spot: false },
          string_options: { accessKey: 'k' },
          string_slice_options: {},
        },
      },
    ]);
  });

  it('keeps version and size as wanted once they were set', async () => {
    const user = harness({
      answers: { GetNodeCount: [{ reply: { count: '4' } }], GetVersion: [{ reply: { version: '1.35.0' } }] },
    });
    await user.driver('create', 'demo', '--provider', 'fake');
    await user.driver('set-version', 'demo', 'v1.35.0');
    await user.driver('set-cluster-size', 'demo', '4');
    await user.driver('update', 'demo');
    expect(requestsOf(user, 'SetVersion')).toMatchObject([{ version: { version: '1.35.0' } }]);
    expect(requestsOf(user, 'Update')).toMatchObject([
      { driver_options: { int_options: { nodeCount: '4' }, string_options: { kubernetesVersion: '1.35.0' } } },
    ]);
    await expect(user.driver('get-version', 'demo')).resolves.toMatchObject({ stdout: '1.35.0\n', stderr: '' });
    await expect(user.driver('get-cluster-size', 'demo')).resolves.toMatchObject({ stdout: '4\n' });
  });

  it('tells what the driver wrote last when it crashes', async () => {
    const user = harness({ answers: { Create: [{ crash: 2, writes: 'panic: nil map\n' }] } });
    const crashed = await user.driver('create', 'demo', '--provider', 'fake');
    expect(crashed.exitCode).toBe(1);
    expect(crashed.stderr).toContain(
      'driver: create demo: the driver ended during create (exit code 2); its last lines:\n  panic: nil map\n',
    );
    expect(crashed.stderr).not.toMatch(/^ +at /m);
  });

  it('keeps the cluster when its driver cannot remove it, and forgets it with --force', async () => {
    const script = { answers: { Remove: [{ error: { code: status.INTERNAL, details: 'a disk is left' } }] } };
    const user = harness(script, hurriedClock);
    await user.driver('create', 'demo', '--provider', 'fake');
    await expect(user.driver('rm', 'demo')).resolves.toMatchObject({ exitCode: 1 });
    expect(callsOf(user).filter((call) => call === 'Remove')).toHaveLength(4);
    const forced = await user.driver('rm', 'demo', '--force');
    expect(forced).toMatchObject({ exitCode: 0, stdout: 'demo is forgotten; remove what is left of it yourself\n' });
    expect(forced.stderr).toContain('a disk is left');
  });

  it('keeps what a create has come to when it is interrupted', async () => {
    const reply = { ...goodCluster, create_error: 'stopped by the user' };
    const hanging = { hangs: true, reply, writes: 'making the network\n' };
    const user = harness({ onSigterm: 'answer', answers: { Create: [hanging, { reply: goodCluster }] } });
    user.interruptAt('making the network');
    const stopped = await user.driver('create', 'demo', '--provider', 'fake');
    expect(stopped).toMatchObject({ exitCode: 1 });
    expect(stopped.stderr).toContain('driver: create demo: stopped by the user');
    expect(callsOf(user).filter((call) => call === 'Create')).toHaveLength(1);
    await expect(user.driver('create', 'demo')).resolves.toMatchObject({ exitCode: 0 });
    expect(requestsOf(user, 'Create').at(-1)).toMatchObject({ cluster_info: { metadata: goodCluster.metadata } });
  });
});

describe('secrets', () => {
  it('come from a file or standard input, and are never shown', async () => {
    const user = harness();
    writeFileSync(join(user.home, 'key'), 'from-file\n');
    await user.driver('create', 'one', '--provider', 'fake', '--access-key', '@key');
    await user.driverWithInput('from-input\n', 'create', 'two', '--provider', 'fake', '--access-key=@-');
    await user.driver('create', 'three', '--provider', 'fake', '--access-key', '@@literal');
    const keys = requestsOf(user, 'Create').map((request) => {
      const { string_options } = request?.driver_options as { string_options: Record<string, string> };
      return string_options.accessKey;
    });
    expect(keys).toEqual(['from-file', 'from-input', '@literal']);
    for (const args of [
      ['inspect', 'one'],
      ['inspect', 'one', '--json'],
      ['ls', '--json'],
    ]) {
      const { stdout } = await user.driver(...args);
      expect(stdout).toContain('one');
      expect(stdout).not.toMatch(/from-file|tok-en|hunter2/);
    }
    const { stdout } = await user.driver('inspect', 'one', '--show-secrets');
    expect(stdout).toMatch(/from-file[^]*tok-en[^]*hunter2/);
  });
});

describe('the kubeconfig', () => {
  const mine =
    '# mine\nclusters:\n- name: work # do not touch\n  cluster:\n    server: https://work\ncurrent-context: work\n';

  it('gets a context at create and loses it at rm; what else is there stays', async () => {
    const user = harness();
    const file = join(user.home, '.kube', 'config');
    mkdirSync(join(user.home, '.kube'));
    writeFileSync(file, mine);
    await user.driver('create', 'demo', '--provider', 'fake');
    const merged = readFileSync(file, 'utf8');
    expect(merged).toContain('# mine\nclusters:\n- name: work # do not touch\n');
    expect(merged).toContain('server: https://127.0.0.1:6443');
    expect(merged).toContain('token: tok-en');
    expect(merged).toContain('current-context: driver-demo');
    await user.driver('rm', 'demo');
    expect(readFileSync(file, 'utf8')).not.toContain('demo');
    expect(readFileSync(file, 'utf8')).toContain('# mine\nclusters:\n- name: work # do not touch\n');
  });

  it('is left alone with --no-kubeconfig, and printed whole on request', async () => {
    const user = harness();
    const { stdout } = await user.driver('create', 'demo', '--provider', 'fake', '--no-kubeconfig');
    expect(stdout).not.toContain('kubectl');
    expect(() => statSync(join(user.home, '.kube'))).toThrow();
    const printed = await user.driver('kubeconfig', 'demo');
    expect(printed.stdout).toContain('kind: Config');
    expect(printed.stdout).toContain('token: tok-en');
    expect(printed.stdout).toContain('certificate-authority-data: Y2E=');
  });

  it('that cannot be read is no reason to lose a cluster', async () => {
    const user = harness();
    mkdirSync(join(user.home, '.kube'));
    writeFileSync(join(user.home, '.kube', 'config'), '{ not: [yaml');
    const created = await user.driver('create', 'demo', '--provider', 'fake');
    expect(created).toMatchObject({ exitCode: 0 });
    expect(created.stderr).toContain('warning: change the kubeconfig');
    expect(readFileSync(join(user.home, '.kube', 'config'), 'utf8')).toBe('{ not: [yaml');
  });
});

describe('a record', () => {
  it.each([
    { text: '{"format":', expected: 'it is damaged: not JSON', because: 'it was cut short' },
    { text: '[]', expected: 'it is no record of a cluster', because: 'it is something else' },
    {
      text: '{"format":"rancher-driver-host/cluster","version":99}',
      expected: 'it was written by a newer version of this program (format 99)',
      because: 'it is from the future',
    },
    {
      text: '{"format":"rancher-driver-host/cluster","version":1,"name":"demo"}',
      expected: 'it is damaged: parts are missing',
      because: 'somebody edited it',
    },
  ])('that cannot be read is named with its file: $because', async ({ text, expected }) => {
    const user = harness();
    const directory = join(user.home, 'state', 'rancher-driver-host', 'clusters');
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, 'demo.json'), text);
    const inspected = await user.driver('inspect', 'demo');
    expect(inspected.exitCode).toBe(1);
    expect(inspected.stderr).toContain(`read ${join(directory, 'demo.json')}: ${expected}`);
    const listed = await user.driver('ls');
    expect(listed).toMatchObject({ exitCode: 0 });
    expect(listed.stdout).toMatch(/demo +- +unreadable/);
  });
});
