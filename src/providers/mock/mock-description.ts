import type { ProviderDescription } from '../../core/contract/provider.js';

/** What is said of the mock provider, for the provider itself and for lists that do not load it. */
export const mockDescription = {
  name: 'mock',
  description: 'A small control plane on this machine, for trying out and testing; it fails on demand.',
} satisfies ProviderDescription;
