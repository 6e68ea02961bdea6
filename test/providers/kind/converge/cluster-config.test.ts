import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/core/json.js';
import { valuesOf } from '../../../../src/core/options/parse-options.js';
import { makeClusterConfig } from '../../../../src/providers/kind/converge/cluster-config.js';
import { kindOptions } from '../../../../src/providers/kind/options/kind-options.js';

const ownerMount = { hostPath: '/dev/null', containerPath: '/kind/made-by-rancher-driver-host', readOnly: true };

async function configOf(given: JsonObject) {
  const { text, image } = await makeClusterConfig(valuesOf(kindOptions, given));
  return { image, config: JSON.parse(text) as Readonly<Record<string, unknown>> };
}

describe("kind's configuration", () => {
  it('is a control plane with our mark, and nothing else, by default', async () => {
    expect(await configOf({})).toEqual({
      image: undefined,
      config: {
        kind: 'Cluster',
        apiVersion: 'kind.x-k8s.io/v1alpha4',
        networking: {},
        nodes: [{ role: 'control-plane', extraMounts: [ownerMount], extraPortMappings: [] }],
        kubeadmConfigPatches: [],
        containerdConfigPatches: [],
      },
    });
  });

  it.each([
    [{ 'kubernetes-version': 'v1.34.0' }, 'kindest/node:v1.34.0'],
    [{ 'kubernetes-version': '1.34.0' }, 'kindest/node:v1.34.0'],
    [{ 'node-image': 'localhost/mine:1' }, 'localhost/mine:1'],
  ])('%j is the image %s', async (given, image) => {
    expect((await configOf(given)).image).toBe(image);
  });

  it('puts mounts on every node and ports on the first', async () => {
    const { config } = await configOf({
      'control-plane-count': 2,
      'node-count': 1,
      'extra-mounts': ['/a:/b:ro'],
      'extra-port-mappings': ['80:30080'],
    });
    const extraMounts = [{ hostPath: '/a', containerPath: '/b', readOnly: true }, ownerMount];
    expect(config.nodes).toEqual([
      {
        role: 'control-plane',
        extraMounts,
        extraPortMappings: [{ hostPort: 80, containerPort: 30_080, protocol: 'TCP' }],
      },
      { role: 'control-plane', extraMounts, extraPortMappings: [] },
      { role: 'worker', extraMounts, extraPortMappings: [] },
    ]);
  });

  it('lies over kind-config: its values stay where no option says otherwise, its nodes are patterns', async () => {
    const raw = [
      'kind: Cluster',
      'apiVersion: kind.x-k8s.io/v1alpha4',
      'featureGates: { Alpha: true }',
      'networking: { disableDefaultCNI: true, podSubnet: 10.1.0.0/16 }',
      'nodes:',
      '- role: worker',
      '  labels: { tier: a }',
      '- extraMounts: [{ hostPath: /x, containerPath: /y }]',
      'kubeadmConfigPatches: ["kind: InitConfiguration"]',
    ].join('\n');
    const { config } = await configOf({ 'kind-config': raw, 'node-count': 2, 'pod-subnet': '10.2.0.0/16' });
    expect(config).toMatchObject({
      featureGates: { Alpha: true },
      networking: { disableDefaultCNI: true, podSubnet: '10.2.0.0/16' },
      kubeadmConfigPatches: ['kind: InitConfiguration'],
      nodes: [
        { role: 'control-plane', extraMounts: [{ hostPath: '/x', containerPath: '/y' }, ownerMount] },
        { role: 'worker', labels: { tier: 'a' }, extraMounts: [ownerMount] },
        { role: 'worker', extraMounts: [ownerMount] },
      ],
    });
  });

  it('makes a certificate that fits every address that is asked for', async () => {
    const { config } = await configOf({
      'api-server-address': '0.0.0.0',
      'endpoint-host': 'lab.example',
      'api-server-names': ['10.0.0.7', 'lab.example'],
    });
    expect((config.kubeadmConfigPatches as string[]).map((patch) => JSON.parse(patch) as unknown)).toEqual([
      {
        kind: 'ClusterConfiguration',
        apiServer: { certSANs: ['localhost', '127.0.0.1', '0.0.0.0', 'lab.example', '10.0.0.7'] },
      },
    ]);
  });

  it('lets containerd look for mirrors where there are some', async () => {
    const { config } = await configOf({ 'registry-mirrors': ['docker.io=http://a'] });
    expect(config.containerdConfigPatches).toEqual([
      expect.stringContaining('config_path = "/etc/containerd/certs.d"'),
    ]);
  });

  it.each([
    ['{', 'must be YAML'],
    ['- a', 'must be a YAML object'],
    ['kind: Pod', 'must be of the kind Cluster'],
    ['apiVersion: kind.x-k8s.io/v1alpha3', 'must be of the kind Cluster'],
    ['name: other', 'must not name the cluster'],
    ['nodes: 3', 'must have a list under nodes'],
    ['nodes: [{ role: worker }]', '1 nodes of the role worker, but node-count is 0'],
  ])('refuses the kind-config %j', async (raw, problem) => {
    await expect(configOf({ 'kind-config': raw })).rejects.toMatchObject({ code: 'INVALID' });
    await expect(configOf({ 'kind-config': raw })).rejects.toThrow(problem);
  });
});
