import type { JsonObject } from '../../core/json.js';
import { type DraftObject, type KubernetesObject, objectsAt, textAt } from '../objects/kubernetes-object.js';

/** The wanted properties of a simulated node. */
export interface NodeTraits {
  readonly name: string;
  readonly cluster: string;
  /** Without "v". */
  readonly kubernetesVersion: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ready: boolean;
  readonly now: Date;
}

/** The annotation that lists the labels from the spec, so that they are removed when the spec drops them. */
const labelsAnnotation = 'mock/labels';

/** Returns a node with these traits. What others added to `before`, the stored node, stays. */
export function nodeObject(traits: NodeTraits, before?: KubernetesObject): DraftObject {
  const { name, cluster, labels } = traits;
  const own = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'node-role.kubernetes.io/worker': '' };
  const dropped = before === undefined ? [] : textAt(before, 'metadata', 'annotations', labelsAnnotation).split(',');
  const kept = Object.entries(before?.metadata.labels ?? {}).filter(([key]) => !dropped.includes(key));
  return {
    apiVersion: 'v1',
    kind: 'Node',
    ...before,
    metadata: {
      ...before?.metadata,
      name,
      labels: { ...Object.fromEntries(kept), ...own, ...labels },
      annotations: { ...before?.metadata.annotations, [labelsAnnotation]: Object.keys(labels).join(',') },
    },
    spec: before?.spec ?? { providerID: `mock://${cluster}/${name}` },
    status: statusOf(traits),
  };
}

/** Whether a node is Ready and runs `kubernetesVersion`. */
export function isNodeReady(node: KubernetesObject, kubernetesVersion: string): boolean {
  const isReady = objectsAt(node, 'status', 'conditions').some(
    (each) => each.type === 'Ready' && each.status === 'True',
  );
  return isReady && textAt(node, 'status', 'nodeInfo', 'kubeletVersion') === `v${kubernetesVersion}`;
}

function statusOf({ name, kubernetesVersion, ready, now }: NodeTraits): JsonObject {
  const time = `${now.toISOString().slice(0, 19)}Z`;
  const number = Number(/\d+$/.exec(name)?.[0] ?? 0);
  const resources = { cpu: '2', memory: '4Gi', pods: '110' };
  return {
    addresses: [
      { type: 'Hostname', address: name },
      // Addresses for documentation (RFC 5737), which no machine has.
      { type: 'InternalIP', address: `198.51.100.${String(number)}` },
    ],
    capacity: resources,
    allocatable: resources,
    conditions: [
      {
        type: 'Ready',
        status: ready ? 'True' : 'False',
        reason: ready ? 'KubeletReady' : 'KubeletStarting',
        message: ready ? 'the node is ready' : 'the node is starting',
        lastHeartbeatTime: time,
        lastTransitionTime: time,
      },
    ],
    nodeInfo: {
      kubeletVersion: `v${kubernetesVersion}`,
      osImage: 'Mock OS',
      operatingSystem: 'linux',
      architecture: 'amd64',
    },
  };
}
