// Original file: proto/driver.proto

import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from '../types/ClusterInfo.js';
import type {
  KubernetesVersion as _types_KubernetesVersion,
  KubernetesVersion__Output as _types_KubernetesVersion__Output,
} from '../types/KubernetesVersion.js';

export interface SetVersionRequest {
  info?: _types_ClusterInfo | null;
  version?: _types_KubernetesVersion | null;
}

export interface SetVersionRequest__Output {
  info: _types_ClusterInfo__Output | null;
  version: _types_KubernetesVersion__Output | null;
}
