import type { ProviderModule } from '../core/provider-module.js';

/** A provider that comes with the host. */
export interface BuiltInProvider {
  /** The provider's own description, here too so that nothing is loaded to list it. */
  readonly description: string;
  /** Hosts of its cloud, which a UI extension may reach through Rancher's proxy; none where absent. */
  readonly whitelistDomains?: readonly string[];
  load(): Promise<ProviderModule>;
}

/** The provider that runs where none is named. */
export const defaultProvider = 'mock';

/** The providers that come with the host, by name, in the order to show them; each is loaded when it is chosen. */
export const builtInProviders: Readonly<Record<string, BuiltInProvider>> = {
  mock: {
    description: 'A small control plane on this machine, for trying out and testing; it fails on demand.',
    load: () => import('../providers/mock/mock-provider.js'),
  },
};
