import type { ProviderServices } from './provider-services.js';
import type { Provider } from './provider.js';

/**
 * What a module with an adapter exports. The host imports it only when its provider is chosen; importing it should load
 * neither a Kubernetes client nor a cloud SDK: that is for the first call that needs one.
 */
export interface ProviderModule {
  createProvider(this: void, services: ProviderServices): Provider;
}
