import type { ProviderModule } from '../core/provider-module.js';

/** The provider that runs where none is named. */
export const defaultProvider = 'mock';

/** The providers that come with the host; each is loaded when it is chosen. */
export const builtInProviders: Readonly<Record<string, () => Promise<ProviderModule>>> = {
  mock: () => import('../providers/mock/mock-provider.js'),
};
