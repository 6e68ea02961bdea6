import { type ControlPlaneSpec, type ControlPlaneStatus, initialSpec } from './spec/control-plane-spec.js';
import { Background } from './controllers/background.js';
import { FaultSwitch } from './spec/fault-switch.js';
import { addFirstObjects } from './objects/first-objects.js';
import { runGarbageCollector } from './controllers/garbage-collector.js';
import { runNamespaceController } from './controllers/namespace-controller.js';
import { NodeController } from './controllers/node-controller.js';
import { ObjectStore } from './objects/object-store.js';
import { kinds } from './objects/resource-kinds.js';
import { type ServiceAccountTokens, serviceAccountTokens } from './access/service-account-tokens.js';
import { runTokenController } from './controllers/token-controller.js';

/** The identity of a simulated cluster. */
export interface ClusterIdentity {
  readonly cluster: string;
  readonly id: string;
  /** PEM. */
  readonly caCertificate: string;
  /** How long the controllers take to act, in milliseconds. */
  readonly controllerDelayMs: number;
}

/** The cluster behind the API: the stored objects, and the controllers that change them by a spec. */
export class SimulatedCluster {
  readonly store = new ObjectStore();
  readonly faults = new FaultSwitch();
  readonly tokens: ServiceAccountTokens = serviceAccountTokens(this.store);
  readonly #background = new Background();
  readonly #nodes: NodeController;
  #spec = initialSpec;

  constructor(private readonly identity: ClusterIdentity) {
    const { cluster, caCertificate, controllerDelayMs: delayMs } = identity;
    const isStuck = (): boolean => this.faults.has('nodes:timeout');
    this.#nodes = new NodeController(this.store, this.#background, cluster, () => this.#spec, isStuck);
    runNamespaceController(this.store, this.#background, { caCertificate, delayMs });
    runGarbageCollector(this.store, this.#background, delayMs);
    const isOn = (): boolean => this.faults.strike('token') !== 'never';
    runTokenController(this.store, this.#background, { tokens: this.tokens, caCertificate, delayMs, isOn });
    addFirstObjects(this.store);
  }

  get spec(): ControlPlaneSpec {
    return this.#spec;
  }

  /** The status for the provider: all but the access key. */
  status(): ControlPlaneStatus {
    const { cluster, id } = this.identity;
    return {
      cluster,
      id,
      spec: { ...this.#spec, accessKey: '' },
      settled: this.#nodes.isSettled(),
      nodes: this.store.list(kinds.nodes).length,
      nodesReady: this.#nodes.readyCount(),
    };
  }

  /** Changes a part of the spec. The controllers act a moment later. */
  apply(part: Partial<ControlPlaneSpec>): void {
    this.#spec = { ...this.#spec, ...part };
    this.faults.set(this.#spec.faults);
    this.#showAccessKey();
    this.settle();
  }

  /** Brings the nodes to the spec again after another change of them. */
  settle(): void {
    this.#nodes.reconcile();
  }

  /** Ends all work of the controllers. */
  stop(): void {
    this.#background.stop();
  }

  #showAccessKey(): void {
    const metadata = { name: 'mock-access-key', namespace: 'kube-system' };
    const isThere = this.store.find(kinds.secrets, metadata.namespace, metadata.name) !== undefined;
    const accessKey = Buffer.from(this.#spec.accessKey).toString('base64');
    const secret = { apiVersion: 'v1', kind: 'Secret', metadata, type: 'Opaque', data: { accessKey } };
    if (accessKey === '') {
      if (isThere) this.store.delete(kinds.secrets, metadata.namespace, metadata.name);
    } else if (isThere) this.store.replace(kinds.secrets, secret);
    else this.store.insert(kinds.secrets, secret);
  }
}
