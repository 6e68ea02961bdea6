import type { ProviderServices } from './provider-services.js';
import type { Provider } from './provider.js';

/**
 * The exports of a module with an adapter. The host imports it only when its provider is chosen. The import should load
 * neither a Kubernetes client nor a cloud SDK; the first call that needs one loads it.
 */
export interface ProviderModule {
  createProvider(this: void, services: ProviderServices): Provider;
}
