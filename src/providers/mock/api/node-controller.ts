import type { JsonObject } from '../../../core/json.js';
import type { ControlPlaneSpec } from '../control-plane-spec.js';
import type { Background } from './background.js';
import type { KubernetesObject } from './kubernetes-object.js';
import { objectsAt, textAt } from './kubernetes-object.js';
import type { ObjectStore } from './object-store.js';
import { kinds } from './resource-kinds.js';

/** Brings the nodes to what the spec says, a moment after each change of it: their number, labels and version. */
export class NodeController {
  constructor(
    private readonly store: ObjectStore,
    private readonly background: Background,
    private readonly cluster: string,
    private readonly spec: () => ControlPlaneSpec,
    private readonly isStuck: () => boolean,
  ) {}

  /** Adds the nodes that are missing, deletes those that are too many (the highest first), updates the rest. */
  reconcile(): void {
    const { nodeCount, nodeDelayMs } = this.spec();
    const wanted = Array.from({ length: nodeCount }, (_, index) => `${this.cluster}-node-${String(index + 1)}`);
    for (const { metadata } of this.store.list(kinds.nodes)) {
      if (!wanted.includes(metadata.name)) this.store.delete(kinds.nodes, '', metadata.name);
    }
    for (const [index, name] of wanted.entries()) {
      if (this.store.find(kinds.nodes, '', name) === undefined) this.store.insert(kinds.nodes, this.#node(name, index, false));
    }
    this.background.later(nodeDelayMs, () => {
      this.#finish();
    });
  }

  /** How many nodes are Ready and run the version asked for. */
  readyCount(): number {
    return this.store.list(kinds.nodes).filter((node) => isReady(node) && versionOf(node) === this.#kubeletVersion()).length;
  }

  #finish(): void {
    if (this.isStuck()) {
      this.background.later(250, () => {
        this.#finish();
      });
      return;
    }
    for (const [index, node] of this.store.list(kinds.nodes).entries()) {
      const done = this.#node(node.metadata.name, index, true);
      const own = node.metadata.labels ?? {};
      const labels = { ...withoutOldLabels(own), ...(done.metadata['labels'] as JsonObject) };
      const annotations = { ...node.metadata.annotations, [labelsAnnotation]: Object.keys(this.spec().nodeLabels).join(',') };
      this.store.replace(kinds.nodes, { ...node, metadata: { ...node.metadata, labels, annotations }, status: done['status'] });

      function withoutOldLabels(all: Readonly<Record<string, string>>): JsonObject {
        const old = textAt(node, 'metadata', 'annotations', labelsAnnotation).split(',');
        return Object.fromEntries(Object.entries(all).filter(([key]) => !old.includes(key)));
      }
    }
  }

  #kubeletVersion(): string {
    return `v${this.spec().kubernetesVersion}`;
  }

  #node(name: string, index: number, ready: boolean): JsonObject & { readonly metadata: JsonObject } {
    const { nodeLabels } = this.spec();
    const since = `${this.store.now().toISOString().slice(0, 19)}Z`;
    const labels = { 'kubernetes.io/hostname': name, 'kubernetes.io/os': 'linux', 'node-role.kubernetes.io/worker': '' };
    return {
      apiVersion: 'v1',
      kind: 'Node',
      metadata: { name, labels: { ...labels, ...nodeLabels }, annotations: { [labelsAnnotation]: Object.keys(nodeLabels).join(',') } },
      spec: { providerID: `mock://${this.cluster}/${name}` },
      status: {
        addresses: [
          { type: 'Hostname', address: name },
          { type: 'InternalIP', address: `198.51.100.${String((index % 250) + 1)}` },
        ],
        capacity: { cpu: '2', memory: '4Gi', pods: '110' },
        allocatable: { cpu: '2', memory: '4Gi', pods: '110' },
        conditions: [
          {
            type: 'Ready',
            status: ready ? 'True' : 'False',
            reason: ready ? 'KubeletReady' : 'KubeletStarting',
            message: ready ? 'the node is ready' : 'the node is starting',
            lastHeartbeatTime: since,
            lastTransitionTime: since,
          },
        ],
        nodeInfo: { kubeletVersion: this.#kubeletVersion(), osImage: 'Mock OS', operatingSystem: 'linux', architecture: 'amd64' },
      },
    };
  }
}

/** Remembers which labels came from the spec, so that they go when the spec drops them. */
const labelsAnnotation = 'mock/labels';

function isReady(node: KubernetesObject): boolean {
  return objectsAt(node, 'status', 'conditions').some((each) => each['type'] === 'Ready' && each['status'] === 'True');
}

function versionOf(node: KubernetesObject): string {
  return textAt(node, 'status', 'nodeInfo', 'kubeletVersion');
}
