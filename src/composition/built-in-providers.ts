import type { Log } from '../core/log.js';
import type { ProviderModule } from '../core/contract/provider-module.js';

/** A provider that comes with the host. */
export interface BuiltInProvider {
  /** The provider's own description, here too so that nothing is loaded to list it. */
  readonly description: string;
  /** Hosts of its cloud, which a UI extension may reach through Rancher's proxy; none where absent. */
  readonly whitelistDomains?: readonly string[];
  /** What is wrong with the machine's network is said in the log, by those that a packaged driver adds. */
  load(log: Log): Promise<ProviderModule>;
}

/** The provider that runs where none is named. */
export const defaultProvider = 'mock';

const gke: BuiltInProvider = {
  description: 'Google Kubernetes Engine: zonal and regional clusters, several node pools, private clusters.',
  whitelistDomains: ['*.googleapis.com'],
  load: () => import('../providers/gke/gke-provider.js'),
};

/** The providers that come with the host, by name, in the order to show them; each is loaded when it is chosen. */
export const builtInProviders: Readonly<Record<string, BuiltInProvider>> = {
  mock: {
    description: 'A small control plane on this machine, for trying out and testing; it fails on demand.',
    load: () => import('../providers/mock/mock-provider.js'),
  },
  kind: {
    description: 'A real Kubernetes cluster in containers of this machine, made by kind on docker, podman or nerdctl.',
    load: () => import('../providers/kind/kind-provider.js'),
  },
  gke,
  cloud: gke,
};
