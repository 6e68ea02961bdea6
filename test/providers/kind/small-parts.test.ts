import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endpointFor } from '../../../src/providers/kind/cluster/endpoint.js';
import { stepOf } from '../../../src/providers/kind/tools/kind-steps.js';
import { readKindKubeconfig } from '../../../src/providers/kind/cluster/kind-kubeconfig.js';
import { firstControlPlane, parseInspection } from '../../../src/providers/kind/tools/node-container.js';
import { toolEnvironment } from '../../../src/providers/kind/tools/tool-environment.js';
import { compareVersions } from '../../../src/core/compare-versions.js';
import { parseToolVersion } from '../../../src/providers/kind/tools/tool-version.js';
import { FakeCluster } from './support/fake-cluster.js';

describe("kind's steps", () => {
  it.each([
    [' • Ensuring node image (kindest/node:v1.34.0) 🖼  ...', 'getting the node image kindest/node:v1.34.0'],
    [' • Preparing nodes 📦 📦 📦   ...', 'starting the containers of the nodes'],
    [' • Starting control-plane 🕹️  ...', 'starting the control plane'],
    [' • Waiting ≤ 2m0s for control-plane = Ready ⏳  ...', 'kind: Waiting'],
    [' • Something new 🆕  ...', 'kind: Something new'],
    [' ✓ Preparing nodes 📦 ', undefined],
    [' ✗ Preparing nodes 📦 ', undefined],
    [' • Ready after 12s 💚', undefined],
    ['', undefined],
  ])('%j', (line, step) => {
    expect(stepOf(line)).toBe(step);
  });
});

describe('the endpoint', () => {
  it.each([
    ['https://127.0.0.1:4001', undefined, 'https://127.0.0.1:4001'],
    ['https://0.0.0.0:4001', undefined, 'https://127.0.0.1:4001'],
    ['https://[::]:4001', undefined, 'https://[::1]:4001'],
    ['https://0.0.0.0:4001', 'lab.example', 'https://lab.example:4001'],
    ['https://10.0.0.1:443', 'fd00::7', 'https://[fd00::7]:443'],
    ['https://dev-control-plane:6443', 'internal', 'https://dev-control-plane:6443'],
  ])('of %s for %j is %s', (server, host, endpoint) => {
    expect(endpointFor(server, host)).toBe(endpoint);
  });
});

describe("kind's kubeconfig", () => {
  it('is read', async () => {
    const cluster = new FakeCluster('dev', 1, 'https://127.0.0.1:4001');
    expect(await readKindKubeconfig(cluster.kubeconfig(false))).toMatchObject({
      endpoint: 'https://127.0.0.1:4001',
      rootCaCertificate: cluster.authority,
      credential: { kind: 'client-certificate' },
    });
  });

  it('is refused with words that hold nothing of it', async () => {
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom(
        '{',
        'clusters: []',
        'clusters: [{cluster: {server: 1}}]',
        'clusters: [{cluster: {server: "https://a"}}]',
      ),
    );
    await fc.assert(
      fc.asyncProperty(text, async (secret) => {
        await expect(readKindKubeconfig(`${secret}\n#hidden`)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
        await expect(readKindKubeconfig(`${secret}\n#hidden`)).rejects.not.toThrow('hidden');
      }),
    );
  });
});

describe('what an engine says of containers', () => {
  const inspected = (name: string, role: string) => ({
    Id: name,
    Name: name,
    Config: { Labels: { 'io.x-k8s.kind.role': role } },
    State: { Status: 'running' },
    Mounts: [{ Destination: '/var' }],
  });

  it('is read, with and without the slash of docker', () => {
    const [one, other] = parseInspection(
      JSON.stringify([inspected('/dev-worker', 'worker'), inspected('dev-worker2', 'worker')]),
    );
    expect(one).toEqual({
      id: '/dev-worker',
      name: 'dev-worker',
      role: 'worker',
      status: 'running',
      mountedAt: ['/var'],
    });
    expect(other?.name).toBe('dev-worker2');
  });

  it('may lack what is not there', () => {
    expect(parseInspection('[{"Config":{"Labels":null},"Mounts":null}]')).toHaveLength(1);
    expect(() => parseInspection('<html>')).toThrow('it is not JSON');
  });

  it('tells the first control plane, whatever their order', () => {
    const names = ['dev-control-plane10', 'dev-control-plane2', 'dev-control-plane'];
    const containers = parseInspection(JSON.stringify(names.map((name) => inspected(name, 'control-plane'))));
    expect(firstControlPlane(containers)?.name).toBe('dev-control-plane');
  });
});

describe('versions of tools', () => {
  it.each([
    ['0.33.0', '0.33.0'],
    ['v2.1\n', '2.1.0'],
    ['kind version 0.33.0-alpha+1234', '0.33.0'],
    ['20.10.24+dfsg1', '20.10.24'],
    ['none', undefined],
  ])('%j is %j', (text, version) => {
    expect(parseToolVersion(text)).toBe(version);
  });

  it('are compared by number', () => {
    const part = fc.nat(30);
    fc.assert(
      fc.property(fc.tuple(part, part, part), fc.tuple(part, part, part), (one, other) => {
        const value = ([a, b, c]: readonly [number, number, number]) => a * 10_000 + b * 100 + c;
        expect(compareVersions(one.join('.'), other.join('.')) >= 0).toBe(value(one) >= value(other));
      }),
    );
  });
});

describe('the environment of kind', () => {
  it('fixes the engine and keeps away from the kubeconfig of the user', () => {
    expect(toolEnvironment('podman', { KUBECONFIG: '/home/me/.kube/config' })).toMatchObject({
      KIND_EXPERIMENTAL_PROVIDER: 'podman',
      KUBECONFIG: undefined,
      NO_COLOR: '1',
    });
  });

  it.each([
    ['http://127.0.0.1:3128', true],
    ['http://localhost:3128/', true],
    ['http://user:secret@[::1]:3128', true],
    ['localhost:3128', true],
    ['http://proxy.example:3128', false],
    ['http://localhost.example:3128', false],
  ])('the proxy %s: taken away is %j', (proxy, takenAway) => {
    const environment = toolEnvironment('docker', { HTTPS_PROXY: proxy });
    expect('HTTPS_PROXY' in environment).toBe(takenAway);
  });
});
