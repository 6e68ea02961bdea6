// Original file: proto/driver.proto

export interface KubernetesVersion {
  version?: string;
}

export interface KubernetesVersion__Output {
  version: string;
}
