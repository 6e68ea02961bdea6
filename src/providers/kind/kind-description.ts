import type { ProviderDescription } from '../../core/contract/provider.js';

/** What is said of the kind provider, for the provider itself and for lists that do not load it. */
export const kindDescription = {
  name: 'kind',
  description: 'A real Kubernetes cluster in containers of this machine, made by kind on docker, podman or nerdctl.',
} satisfies ProviderDescription;
