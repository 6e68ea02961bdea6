// Original file: proto/driver.proto

import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from '../types/ClusterInfo.js';
import type {
  DriverOptions as _types_DriverOptions,
  DriverOptions__Output as _types_DriverOptions__Output,
} from '../types/DriverOptions.js';

export interface UpdateRequest {
  cluster_info?: _types_ClusterInfo | null;
  driver_options?: _types_DriverOptions | null;
}

export interface UpdateRequest__Output {
  cluster_info: _types_ClusterInfo__Output | null;
  driver_options: _types_DriverOptions__Output | null;
}
