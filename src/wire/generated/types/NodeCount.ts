// Original file: proto/driver.proto

import type { Long } from '@grpc/proto-loader';

export interface NodeCount {
  count?: number | string | Long;
}

export interface NodeCount__Output {
  count: string;
}
