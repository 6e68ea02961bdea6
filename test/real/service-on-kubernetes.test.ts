import { readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type CallerTls, DriverClient } from '../support/driver-client.js';
import { TlsDirectory } from '../support/tls-directory.js';
import { describeReal } from './support/describe-real.js';
import { retry } from './support/retry.js';
import { PortForward } from './support/port-forward.js';
import { nodeImage, tool } from './support/real-engine.js';
import { ServiceImage } from './support/service-image.js';

const manifest = fileURLToPath(new URL('../../container/driver.yaml', import.meta.url));
const cluster = 'driver-service';
const namespace = 'drivers';
const serverName = `cluster-driver.${namespace}.svc`;
const kubeconfig = join(tmpdir(), `driver-real-service-${String(process.pid)}`);
const where = ['--kubeconfig', kubeconfig, '--namespace', namespace];
const kubectl = (args: readonly string[], input?: string) => tool('kubectl', [...where, ...args], input);

describeReal('kind', 'the driver as a service of a real Kubernetes', () => {
  let image: ServiceImage;
  let tls: TlsDirectory;

  const cleanup = new AsyncDisposableStack();

  beforeAll(async () => {
    tls = cleanup.use(new TlsDirectory([serverName]));
    image = cleanup.use(await ServiceImage.build('service', '--provider', 'mock'));
    cleanup.defer(() => rm(kubeconfig, { force: true }));
    const own = ['--name', cluster, '--kubeconfig', kubeconfig];
    cleanup.defer(async () => {
      await tool('kind', ['delete', 'cluster', ...own]);
    });
    const { nodeImage: chosen } = nodeImage;
    const node = chosen === undefined ? [] : ['--image', chosen];
    await tool('kind', ['create', 'cluster', ...own, '--wait', '3m', ...node]);
    await tool('kind', ['load', 'docker-image', image.tag, '--name', cluster]);
  });

  afterAll(() => cleanup.disposeAsync());

  /** Puts the certificates into the secret, as the documentation tells. */
  async function applySecret(): Promise<void> {
    const files = ['tls.crt', 'tls.key', 'ca.crt'].map((file) => `--from-file=${join(tls.path, file)}`);
    const made = ['create', 'secret', 'generic', 'cluster-driver-tls', ...files];
    await kubectl(['apply', '--filename', '-'], await kubectl([...made, '--dry-run=client', '--output', 'yaml']));
  }

  /** Calls the service from outside of the cluster, on a connection of its own. */
  async function capabilities(caller?: CallerTls): Promise<unknown> {
    await using forward = await PortForward.to('service/cluster-driver', 9000, where);
    const client = new DriverClient(forward.port, caller);
    try {
      return await client.call('GetCapabilities', {}, { deadline: Date.now() + 15_000 });
    } finally {
      client.close();
    }
  }

  it('is available in a namespace that lets in only what is restricted', async () => {
    await kubectl(['create', 'namespace', namespace]);
    await kubectl(['label', 'namespace', namespace, 'pod-security.kubernetes.io/enforce=restricted']);
    await applySecret();
    const text = (await readFile(manifest, 'utf8')).replace('image: cluster-driver', `image: ${image.tag}`);
    const said = await kubectl(['apply', '--filename', '-'], text);
    expect(said).toBe('deployment.apps/cluster-driver created\nservice/cluster-driver created\n');
    await kubectl(['wait', '--for=condition=Available', 'deployment/cluster-driver', '--timeout=120s']);
    const log = await kubectl(['logs', 'deployment/cluster-driver']);
    expect(log).toBe('driver ready: provider mock on 0.0.0.0:9000\n');
  });

  it('answers from outside whom its authority knows, and nobody else', async () => {
    using foreign = new TlsDirectory();
    expect(await capabilities(tls.caller(serverName))).toHaveProperty('capabilities');
    const stranger = { ...foreign.caller(serverName), authority: tls.read('ca.crt') };
    for (const refused of [stranger, tls.nobody(serverName), undefined]) {
      await expect(capabilities(refused)).rejects.toThrow(/UNAVAILABLE|DEADLINE_EXCEEDED/);
    }
  });

  it('leads a cluster through its life with a read-only root', async () => {
    await using forward = await PortForward.to('service/cluster-driver', 9000, where);
    const client = new DriverClient(forward.port, tls.caller(serverName));
    const created = await client.call('Create', { driver_options: { string_options: { name: 'c-service' } } });
    const info = await client.call('PostCheck', created);
    expect(info.service_account_token).not.toBe('');
    await expect(client.call('Remove', info)).resolves.toEqual({});
    client.close();
  });

  it('serves with renewed certificates without a restart, and stays ready by them', async () => {
    const old = tls.caller(serverName);
    const [pod] = await podNames();
    tls.renew();
    await applySecret();
    // What changes a pod has the kubelet look at its secrets now, not in a minute.
    await kubectl(['annotate', 'pod', String(pod), 'driver/renewed=yes']);
    await retry(() => capabilities(tls.caller(serverName)), 150_000);
    await expect(capabilities({ ...old, authority: tls.read('ca.crt') })).rejects.toThrow(/UNAVAILABLE/);
    await kubectl(['wait', '--for=condition=Ready', `pod/${String(pod)}`, '--timeout=60s']);
    expect(await podNames()).toEqual([pod]);
    const path = 'jsonpath={.items[0].status.containerStatuses[0].restartCount}';
    expect(await kubectl(['get', 'pods', '--output', path])).toBe('0');
  });

  it('ends by itself when its pod is deleted, and another one takes its place', async () => {
    const [pod] = await podNames();
    const ended = 'jsonpath={.status.containerStatuses[0].state.terminated.exitCode}=0';
    const exitCode = kubectl(['wait', `--for=${ended}`, `pod/${String(pod)}`, '--timeout=60s']);
    const began = Date.now();
    await kubectl(['delete', 'pod', String(pod)]);
    await exitCode;
    // Kubernetes would insist after 30 s.
    expect(Date.now() - began).toBeLessThan(15_000);
    await kubectl(['wait', '--for=condition=Available', 'deployment/cluster-driver', '--timeout=120s']);
    expect(await podNames()).not.toContain(pod);
    expect(await capabilities(tls.caller(serverName))).toHaveProperty('capabilities');
  });

  async function podNames(): Promise<readonly string[]> {
    const names = await kubectl(['get', 'pods', '--output', 'jsonpath={.items[*].metadata.name}']);
    return names.split(' ').filter((name) => name !== '');
  }
});
