import type { JsonObject } from '../../core/json.js';

/** What the provider asks of a control plane. It sends the parts that change. */
export interface ControlPlaneSpec extends JsonObject {
  /** Without "v". */
  readonly kubernetesVersion: string;
  readonly nodeCount: number;
  /** On every node. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** How long a new node takes to become Ready, in milliseconds. */
  readonly nodeDelayMs: number;
  /** How much later the API answers, in milliseconds. */
  readonly latencyMs: number;
  /** Texts of the fault table. */
  readonly faults: readonly string[];
  /** Shown in the cluster as the secret `kube-system/mock-access-key`. */
  readonly accessKey: string;
  /** Whether `create` has come to its end once: from then on versions only go forwards. */
  readonly finished: boolean;
}

/** What a control plane says about itself to the provider. */
export interface ControlPlaneStatus extends JsonObject {
  readonly cluster: string;
  /** Told apart from every other control plane, also from an earlier one of the same cluster. */
  readonly id: string;
  readonly spec: ControlPlaneSpec;
  /** Whether the nodes have all that the spec gives them. */
  readonly settled: boolean;
  readonly nodes: number;
  /** Nodes that are Ready and run the version asked for. */
  readonly nodesReady: number;
}

/** What a control plane works by until it is told something else. */
export const initialSpec: ControlPlaneSpec = {
  kubernetesVersion: '1.34.1',
  nodeCount: 0,
  nodeLabels: {},
  nodeDelayMs: 20,
  latencyMs: 0,
  faults: [],
  accessKey: '',
  finished: false,
};

/** The TLS name under which a control plane always shows its true certificate, whatever fault it acts out. */
export const controlServerName = 'control.mock';
