// Original file: proto/driver.proto

import type {
  LoadBalancerCapabilities as _types_LoadBalancerCapabilities,
  LoadBalancerCapabilities__Output as _types_LoadBalancerCapabilities__Output,
} from '../types/LoadBalancerCapabilities.js';
import type {
  IngressCapabilities as _types_IngressCapabilities,
  IngressCapabilities__Output as _types_IngressCapabilities__Output,
} from '../types/IngressCapabilities.js';

export interface K8sCapabilities {
  L4LoadBalancer?: _types_LoadBalancerCapabilities | null;
  IngressControllers?: _types_IngressCapabilities[];
  NodePoolScalingSupported?: boolean;
  NodePortRange?: string;
}

export interface K8sCapabilities__Output {
  L4LoadBalancer: _types_LoadBalancerCapabilities__Output | null;
  IngressControllers: _types_IngressCapabilities__Output[];
  NodePoolScalingSupported: boolean;
  NodePortRange: string;
}
