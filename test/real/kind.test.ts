import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ClusterInfo } from '../../src/core/contract/cluster-info.js';
import { noOptions, type RawOptions } from '../../src/core/options/raw-options.js';
import { describeReal } from './support/describe-real.js';
import { created, withDriver } from './support/with-driver.js';
import { retry } from './support/retry.js';
import { type Kubectl, kubectlWithToken } from './support/kubectl-with-token.js';
import { containersOf, nodeImage, tool, volumes } from './support/real-engine.js';

describeReal('kind', 'a kind cluster with two workers, on real Kubernetes', () => {
  const name = 'life';
  let snapshotDirectory: string;
  let options: RawOptions;
  let info: ClusterInfo;
  let kubectl: Kubectl;
  let volumesBefore: readonly string[];

  beforeAll(async () => {
    snapshotDirectory = await mkdtemp(join(tmpdir(), 'driver-real-snapshots-'));
    volumesBefore = await volumes();
    options = {
      ...noOptions,
      strings: { name, snapshotDirectory, ...nodeImage },
      ints: { nodeCount: 2n },
      lists: { nodeLabels: ['team=red'], registryMirrors: ['docker.io=http://127.0.0.1:5000'] },
    };
  });

  afterAll(async () => {
    await tool('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', join(snapshotDirectory, 'unused')]);
    await rm(snapshotDirectory, { recursive: true, force: true });
  });

  it('is created, and the driver says how it goes', async () => {
    const said: string[] = [];
    info = await created(options, undefined, { onLine: (line) => said.push(line) });
    expect(said).toEqual(
      expect.arrayContaining(['starting the control plane', 'joining the worker nodes', 'labelling the nodes']),
    );
    expect(await containersOf(name)).toEqual([`${name}-control-plane`, `${name}-worker`, `${name}-worker2`]);
    expect(info.nodeCount).toBe(3n);
    expect(info.version).toMatch(/^1\.\d+\.\d+/);
  });

  it('gives a token with which kubectl may do everything and sees three nodes that are ready', async () => {
    info = await withDriver((session) => session.postCheck(info));
    kubectl = await kubectlWithToken(info);
    expect((await kubectl('auth', 'can-i', '*', '*', '--all-namespaces')).trim()).toBe('yes');
    const nodes = (await kubectl('get', 'nodes', '--no-headers', '--selector', 'team=red')).trim().split('\n');
    expect(nodes.map((line) => line.split(/\s+/).slice(0, 2))).toEqual([
      [`${name}-control-plane`, 'Ready'],
      [`${name}-worker`, 'Ready'],
      [`${name}-worker2`, 'Ready'],
    ]);
  });

  it('says its version and size, and what it can do', async () => {
    expect(await withDriver((session) => session.version(info))).toBe(info.version);
    expect(await withDriver((session) => session.nodeCount(info))).toBe(3n);
    const capabilities = await withDriver((session) => session.capabilities());
    expect([...capabilities].sort()).toEqual(['etcdBackup', 'getClusterSize', 'getVersion']);
  });

  it('runs a deployment', async () => {
    await kubectl('create', 'deployment', 'hold', '--image=registry.k8s.io/pause:3.10.1', '--replicas=2');
    await kubectl('rollout', 'status', 'deployment/hold', '--timeout=120s');
  });

  it('is found again by a create that knows nothing of it', async () => {
    const again = await created(options);
    expect(again.rootCaCertificate).toBe(info.rootCaCertificate);
    expect(again.endpoint).toBe(info.endpoint);
  });

  it('is changed in what can be changed, and refuses the rest by name', async () => {
    const { lists } = options;
    const edited = { ...options, lists: { ...lists, nodeLabels: ['team=blue'] } };
    info = await withDriver((session) => session.update(info, edited));
    expect((await kubectl('get', 'nodes', '-o', 'name', '--selector', 'team=blue')).trim().split('\n')).toHaveLength(3);
    const hosts = ['exec', `${name}-worker2`, 'cat', '/etc/containerd/certs.d/docker.io/hosts.toml'];
    expect(await tool('docker', hosts)).toContain('[host."http://127.0.0.1:5000"]');
    const scaled = withDriver((session) => session.update(info, { ...edited, ints: { nodeCount: 3n } }));
    await expect(scaled).rejects.toThrow(/node-count cannot change from 2 to 3/);
    const upgraded = withDriver((session) =>
      session.update(info, { ...edited, strings: { ...options.strings, podSubnet: '10.9.0.0/16' } }),
    );
    await expect(upgraded).rejects.toThrow(/pod-subnet .*cannot/);
  });

  it('is saved, and restored to what it was', async () => {
    await kubectl('create', 'configmap', 'kept', '--from-literal=a=b');
    await withDriver((session) => session.saveSnapshot(info, noOptions, 'monday'));
    expect((await readdir(join(snapshotDirectory, name))).sort()).toEqual(['monday.db', 'monday.json']);
    expect((await stat(join(snapshotDirectory, name, 'monday.db'))).mode & 0o777).toBe(0o600);
    await kubectl('delete', 'configmap', 'kept');
    await kubectl('create', 'configmap', 'later');

    const restored = await withDriver((session) => session.restoreSnapshot(info, noOptions, 'monday'));
    expect(restored.nodeCount).toBe(3n);
    expect(await kubectl('get', 'configmap', 'kept', '-o', 'jsonpath={.data.a}')).toBe('b');
    await expect(kubectl('get', 'configmap', 'later')).rejects.toThrow('not found');
    expect((await withDriver((session) => session.postCheck(info))).serviceAccountToken).toBe(info.serviceAccountToken);
    // Controllers, scheduler and kubelets take up the restored cluster.
    await kubectl('scale', 'deployment/hold', '--replicas=3');
    await kubectl('rollout', 'status', 'deployment/hold', '--timeout=120s');
    await withDriver((session) => session.removeSnapshot(info, noOptions, 'monday'));
    expect(await readdir(snapshotDirectory)).toEqual([]);
  });

  it('is put back as it was where a restore fails after etcd was stopped', async () => {
    await withDriver((session) => session.saveSnapshot(info, noOptions, 'tuesday'));
    await kubectl('create', 'configmap', 'newer');
    // What a crash of the node in the middle of a restore leaves: nothing runs, and the old data is aside.
    const park = [
      'set -e; parked=/etc/kubernetes/rancher-driver-host-parked; kept=/var/lib/etcd/rancher-driver-host',
      'mkdir -p $parked $kept; mv /etc/kubernetes/manifests/*.yaml $parked/; sleep 5',
      'mv /var/lib/etcd/member $kept/previous',
    ].join('\n');
    await tool('docker', ['exec', `${name}-control-plane`, 'sh', '-c', park]);
    await expect(kubectl('get', 'configmap', '--request-timeout=2s')).rejects.toThrow();
    info = await withDriver((session) => session.update(info, { ...options, lists: {} }));
    await kubectl('get', 'configmap', 'newer');
  });

  it('comes back after its containers were stopped', async () => {
    await tool('docker', ['stop', '--time=2', ...(await containersOf(name))]);
    await expect(withDriver((session) => session.version(info))).rejects.toThrow(`docker start ${name}-control-plane`);
    await created(options);
    await retry(() => kubectl('rollout', 'status', 'deployment/hold', '--timeout=5s'), 120_000);
  });

  it('is removed, and nothing is left; a second time is success', async () => {
    await withDriver((session) => session.remove(info));
    expect(await containersOf(name)).toEqual([]);
    expect(await volumes()).toEqual(volumesBefore);
    await withDriver((session) => session.remove(info));
  });
});
