import type { ClusterAccess } from '../../src/core/contract/cluster-access.js';
import type { JsonObject } from '../../src/core/json.js';
import type { OptionTable } from '../../src/core/options/option-table.js';
import type { Provider } from '../../src/core/contract/provider.js';

/** One option of every kind that the core treats differently. */
export const doubleOptions = {
  region: { type: 'string', usage: 'Where the cluster is', identity: true, default: 'north' },
  'node-count': { type: 'int', usage: 'Number of nodes', default: 3, min: 1, max: 100 },
  'kubernetes-version': { type: 'string', usage: 'Kubernetes version' },
  network: { type: 'string', usage: 'Network of the nodes', immutable: true },
  spare: { type: 'bool', usage: 'Keep a spare node' },
  labels: { type: 'list', usage: 'Labels of the nodes', pattern: /^[^=]+=.*$/, patternHint: 'like key=value' },
  'access-key': { type: 'string', usage: 'Key of the account', secret: true },
} as const satisfies OptionTable;

export type DoubleOptions = typeof doubleOptions;

/** What the double remembers of a cluster. */
export interface DoubleState extends JsonObject {
  readonly id: string;
}

/** What exists in the cloud of a test. */
export interface DoubleCluster {
  readonly id: string;
  nodes: number;
  version: string;
}

/** The parts of a provider that a test may want to be other ones. */
export type ProviderParts = Partial<Provider<DoubleOptions, DoubleState>>;

/** The way into every cluster of the double. */
export const doubleAccess: ClusterAccess = {
  endpoint: 'https://cluster.test:6443',
  rootCaCertificate: '-----BEGIN CERTIFICATE-----\nCA\n-----END CERTIFICATE-----\n',
  credential: { kind: 'client-certificate', certificate: 'CERTIFICATE', key: 'THE-KEY-OF-THE-ADMIN' },
};

/** The clusters of a test, by name, and providers that make and delete them. Optional abilities are there where given. */
export class DoubleCloud {
  readonly clusters = new Map<string, DoubleCluster>();
  private made = 0;

  /** A provider with `parts` instead of its own; one without the ability to update unless given. */
  provider(parts: ProviderParts = {}): Provider {
    const usual: Provider<DoubleOptions, DoubleState> = {
      name: 'double',
      description: 'A provider for tests',
      options: doubleOptions,
      stateVersion: 1,
      create: (context) => {
        const cluster = this.make(context.name, context.options.nodeCount, context.options.kubernetesVersion);
        return Promise.resolve({ id: cluster.id });
      },
      access: (context) => {
        const cluster = this.clusters.get(context.name);
        if (cluster === undefined) return Promise.reject(new Error('there is no such cluster'));
        return Promise.resolve({ ...doubleAccess, version: cluster.version, nodeCount: cluster.nodes });
      },
      remove: (context) => {
        this.clusters.delete(context.name);
        return Promise.resolve();
      },
    };
    return { ...usual, ...parts };
  }

  /** The cluster of that name: the one that exists, else a new one. */
  make(name: string, nodes = 3, version = '1.34.1'): DoubleCluster {
    const cluster = this.clusters.get(name) ?? { id: `id-${String(++this.made)}`, nodes, version };
    cluster.nodes = nodes;
    this.clusters.set(name, cluster);
    return cluster;
  }
}
