import type { ProviderServices } from '../../core/contract/provider-services.js';
import type { Provider } from '../../core/contract/provider.js';
import { proxyVariables } from '../../adapters/network/proxy-setting.js';
import { credentialVariables } from './options/credential-variables.js';
import type { GkeOperations } from './gke-operations.js';
import { gkeOptions, type GkeOptions } from './options/gke-options.js';
import type { GkeSettings } from './gke-settings.js';
import type { GkeState } from './options/gke-state.js';
import { validateGkeOptions } from './validation/validate-gke-options.js';
import { gkeDescription } from './gke-description.js';

const minuteMs = 60_000;

/**
 * Makes the provider for Google Kubernetes Engine. Its operations are loaded with the first call, and Google's
 * libraries with the first request, because Rancher starts a driver for every operation.
 */
export function createProvider(services: ProviderServices, settings: GkeSettings = {}): Provider<GkeOptions, GkeState> {
  let loading: Promise<GkeOperations> | undefined;
  const operations = (): Promise<GkeOperations> => {
    loading ??= import('./gke-operations.js').then(({ gkeOperations }) => gkeOperations(services, settings));
    return loading;
  };
  return {
    ...gkeDescription,
    options: gkeOptions,
    stateVersion: 1,
    environment: [...proxyVariables, ...credentialVariables],
    timeLimits: { createMs: 60 * minuteMs, updateMs: 180 * minuteMs, removeMs: 45 * minuteMs },
    validate: validateGkeOptions,
    create: async (context) => (await operations()).create(context),
    access: async (context) => (await operations()).access(context),
    remove: async (context) => (await operations()).remove(context),
    update: async (context) => (await operations()).update(context),
    setVersion: async (context, version) => (await operations()).setVersion(context, version),
    setNodeCount: async (context, count) => (await operations()).setNodeCount(context, count),
    doctor: async (context) => (await operations()).doctor(context),
    kubernetesCapabilities: ({ enableHttpLoadBalancing }) => ({
      loadBalancer: { enabled: true, provider: 'GCLB', protocols: ['TCP', 'UDP'], healthCheck: true },
      ingressControllers: enableHttpLoadBalancing === false ? [] : [{ provider: 'GCLB', customDefaultBackend: true }],
      nodePoolScaling: true,
      nodePortRange: '30000-32767',
    }),
  };
}
