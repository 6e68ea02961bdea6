import { gkeDescription } from '../providers/gke/gke-description.js';
import { kindDescription } from '../providers/kind/kind-description.js';
import { mockDescription } from '../providers/mock/mock-description.js';
import type { BuiltInProvider, ProviderList } from './provider-list.js';

const gke: BuiltInProvider = {
  ...gkeDescription,
  load: () => import('../providers/gke/gke-provider.js'),
};

/** The providers that come with the host, by name, in the order to show them; each is loaded when it is chosen. */
export const builtInProviders = {
  known: {
    mock: { ...mockDescription, load: () => import('../providers/mock/mock-provider.js') },
    kind: { ...kindDescription, load: () => import('../providers/kind/kind-provider.js') },
    gke,
    cloud: gke,
  },
  byDefault: 'mock',
} satisfies ProviderList;
