import type { ProviderDescription } from '../../core/contract/provider.js';

/** What is said of the gke provider, for the provider itself and for lists that do not load it. */
export const gkeDescription = {
  name: 'gke',
  description: 'Google Kubernetes Engine: zonal and regional clusters, several node pools, private clusters.',
  whitelistDomains: ['*.googleapis.com'],
} satisfies ProviderDescription;
