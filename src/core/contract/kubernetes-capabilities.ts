/** What a cluster offers to workloads. Rancher shows it in its forms. */
export interface KubernetesCapabilities {
  readonly loadBalancer?: {
    readonly enabled: boolean;
    readonly provider: string;
    readonly protocols: readonly string[];
    readonly healthCheck: boolean;
  };
  readonly ingressControllers?: readonly {
    readonly provider: string;
    readonly customDefaultBackend: boolean;
  }[];
  readonly nodePoolScaling?: boolean;
  /** Such as `30000-32767`. */
  readonly nodePortRange?: string;
}
