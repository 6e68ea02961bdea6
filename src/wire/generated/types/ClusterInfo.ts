// Original file: proto/driver.proto

import type { Long } from '@grpc/proto-loader';

export interface ClusterInfo {
  version?: string;
  service_account_token?: string;
  endpoint?: string;
  username?: string;
  password?: string;
  root_ca_certificate?: string;
  client_certificate?: string;
  client_key?: string;
  node_count?: number | string | Long;
  metadata?: { [key: string]: string };
  status?: string;
  create_error?: string;
}

export interface ClusterInfo__Output {
  version: string;
  service_account_token: string;
  endpoint: string;
  username: string;
  password: string;
  root_ca_certificate: string;
  client_certificate: string;
  client_key: string;
  node_count: string;
  metadata: { [key: string]: string };
  status: string;
  create_error: string;
}
