import type { KubernetesCapabilities } from '../core/contract/kubernetes-capabilities.js';
import type { K8sCapabilities__Output } from './generated/types/K8sCapabilities.js';

/** The domain's form of what a cluster offers to workloads. */
export function kubernetesCapabilitiesFromWire(wire: K8sCapabilities__Output): KubernetesCapabilities {
  const balancer = wire.L4LoadBalancer;
  return {
    ...(balancer !== null && {
      loadBalancer: {
        enabled: balancer.Enabled,
        provider: balancer.Provider,
        protocols: balancer.ProtocolsSupported,
        healthCheck: balancer.HealthCheckSupported,
      },
    }),
    ingressControllers: wire.IngressControllers.map((controller) => ({
      provider: controller.IngressProvider,
      customDefaultBackend: controller.CustomDefaultBackend,
    })),
    nodePoolScaling: wire.NodePoolScalingSupported,
    nodePortRange: wire.NodePortRange,
  };
}
