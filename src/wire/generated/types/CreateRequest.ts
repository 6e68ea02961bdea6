// Original file: proto/driver.proto

import type {
  DriverOptions as _types_DriverOptions,
  DriverOptions__Output as _types_DriverOptions__Output,
} from '../types/DriverOptions.js';
import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from '../types/ClusterInfo.js';

export interface CreateRequest {
  driver_options?: _types_DriverOptions | null;
  cluster_info?: _types_ClusterInfo | null;
}

export interface CreateRequest__Output {
  driver_options: _types_DriverOptions__Output | null;
  cluster_info: _types_ClusterInfo__Output | null;
}
