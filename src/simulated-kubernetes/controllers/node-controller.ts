import type { ControlPlaneSpec } from '../spec/control-plane-spec.js';
import type { Background } from './background.js';
import { isNodeReady, nodeObject } from './node-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import { kinds } from '../objects/resource-kinds.js';

/** How long a controller with stuck nodes waits before it looks again, in milliseconds. */
const retryMs = 250;

/** Brings the nodes to the spec a moment after each change: their number, labels and version. */
export class NodeController {
  #unfinished = 0;

  constructor(
    private readonly store: ObjectStore,
    private readonly background: Background,
    private readonly cluster: string,
    private readonly spec: () => ControlPlaneSpec,
    private readonly isStuck: () => boolean,
  ) {}

  /** Adds missing nodes, deletes surplus ones (those with the highest numbers first), and updates the rest. */
  reconcile(): void {
    const wanted = this.#wantedNames();
    for (const { metadata } of this.store.list(kinds.nodes)) {
      if (!wanted.includes(metadata.name)) this.store.delete(kinds.nodes, '', metadata.name);
    }
    for (const name of wanted) {
      if (this.store.find(kinds.nodes, '', name) === undefined) this.#write(name, false);
    }
    this.#finishLater(this.spec().nodeDelayMs);
  }

  /** How many nodes are Ready and run the version asked for. */
  readyCount(): number {
    return this.store.list(kinds.nodes).filter((node) => isNodeReady(node, this.spec().kubernetesVersion)).length;
  }

  /** Whether the controller has no work left on the nodes. */
  isSettled(): boolean {
    return this.#unfinished === 0;
  }

  #finishLater(delayMs: number): void {
    this.#unfinished += 1;
    this.background.later(delayMs, () => {
      this.#unfinished -= 1;
      if (this.isStuck()) this.#finishLater(retryMs);
      else for (const name of this.#wantedNames()) this.#write(name, true);
    });
  }

  #wantedNames(): readonly string[] {
    return Array.from({ length: this.spec().nodeCount }, (_, index) => `${this.cluster}-node-${String(index + 1)}`);
  }

  #write(name: string, ready: boolean): void {
    const { kubernetesVersion, nodeLabels: labels } = this.spec();
    const before = this.store.find(kinds.nodes, '', name);
    const traits = { name, cluster: this.cluster, kubernetesVersion, labels, ready, now: this.store.now() };
    const node = nodeObject(traits, before);
    if (before === undefined) this.store.insert(kinds.nodes, node);
    else this.store.replace(kinds.nodes, node);
  }
}
