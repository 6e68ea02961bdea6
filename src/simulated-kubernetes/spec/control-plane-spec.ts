import type { JsonObject } from '../../core/json.js';

/** What the provider asks of a control plane. It sends only the parts that change. */
export interface ControlPlaneSpec extends JsonObject {
  /** Without "v". */
  readonly kubernetesVersion: string;
  readonly nodeCount: number;
  /** On every node. */
  readonly nodeLabels: Readonly<Record<string, string>>;
  /** How long a new node takes to become Ready, in milliseconds. */
  readonly nodeDelayMs: number;
  /** The delay of every answer of the API, in milliseconds. */
  readonly latencyMs: number;
  /** Faults, as `simulatedFaults` names them. */
  readonly faults: readonly string[];
  /** Shown in the cluster as the secret `kube-system/mock-access-key`. */
  readonly accessKey: string;
  /** Whether a `create` has completed once: from then on versions only go forwards. */
  readonly finished: boolean;
}

/** What a control plane reports to the provider. */
export interface ControlPlaneStatus extends JsonObject {
  readonly cluster: string;
  /** Differs from the id of every other control plane, also of an earlier one of the same cluster. */
  readonly id: string;
  readonly spec: ControlPlaneSpec;
  /** Whether the nodes match the spec. */
  readonly settled: boolean;
  readonly nodes: number;
  /** Nodes that are Ready and run the version asked for. */
  readonly nodesReady: number;
}

/** The spec of a control plane until it gets another one. */
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

/** The TLS server name for which a control plane always presents its true certificate, whatever its faults. */
export const controlServerName = 'control.mock';
