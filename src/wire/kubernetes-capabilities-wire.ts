import type { KubernetesCapabilities } from '../core/contract/kubernetes-capabilities.js';
import type { K8sCapabilities } from './generated/types/K8sCapabilities.js';

/** The wire's form of what a cluster offers to workloads. */
export function kubernetesCapabilitiesToWire(offered: KubernetesCapabilities): K8sCapabilities {
  const { loadBalancer, ingressControllers = [], nodePoolScaling = false, nodePortRange = '' } = offered;
  return {
    L4LoadBalancer: {
      Enabled: loadBalancer?.enabled ?? false,
      Provider: loadBalancer?.provider ?? '',
      ProtocolsSupported: [...(loadBalancer?.protocols ?? [])],
      HealthCheckSupported: loadBalancer?.healthCheck ?? false,
    },
    IngressControllers: ingressControllers.map(({ provider, customDefaultBackend }) => ({
      IngressProvider: provider,
      CustomDefaultBackend: customDefaultBackend,
    })),
    NodePoolScalingSupported: nodePoolScaling,
    NodePortRange: nodePortRange,
  };
}
