// Original file: proto/driver.proto

import type {
  ClusterInfo as _types_ClusterInfo,
  ClusterInfo__Output as _types_ClusterInfo__Output,
} from '../types/ClusterInfo.js';
import type {
  NodeCount as _types_NodeCount,
  NodeCount__Output as _types_NodeCount__Output,
} from '../types/NodeCount.js';

export interface SetNodeCountRequest {
  info?: _types_ClusterInfo | null;
  count?: _types_NodeCount | null;
}

export interface SetNodeCountRequest__Output {
  info: _types_ClusterInfo__Output | null;
  count: _types_NodeCount__Output | null;
}
