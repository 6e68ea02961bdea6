// Original file: proto/driver.proto

export interface LoadBalancerCapabilities {
  Enabled?: boolean;
  Provider?: string;
  ProtocolsSupported?: string[];
  HealthCheckSupported?: boolean;
}

export interface LoadBalancerCapabilities__Output {
  Enabled: boolean;
  Provider: string;
  ProtocolsSupported: string[];
  HealthCheckSupported: boolean;
}
