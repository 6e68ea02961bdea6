import { type ClusterInfo, emptyClusterInfo } from '../core/contract/cluster-info.js';
import type { ClusterInfo as ClusterInfoInput, ClusterInfo__Output } from './generated/types/ClusterInfo.js';

/** The domain's form of a ClusterInfo; an absent message is an empty one. */
export function clusterInfoFromWire(wire: ClusterInfo__Output | null | undefined): ClusterInfo {
  if (wire === null || wire === undefined) return emptyClusterInfo;
  return {
    version: wire.version,
    serviceAccountToken: wire.service_account_token,
    endpoint: wire.endpoint,
    username: wire.username,
    password: wire.password,
    rootCaCertificate: wire.root_ca_certificate,
    clientCertificate: wire.client_certificate,
    clientKey: wire.client_key,
    nodeCount: BigInt(wire.node_count),
    metadata: wire.metadata,
    status: wire.status,
    createError: wire.create_error,
  };
}

/** The wire's form of a ClusterInfo. */
export function clusterInfoToWire(info: ClusterInfo): ClusterInfoInput {
  return {
    version: info.version,
    service_account_token: info.serviceAccountToken,
    endpoint: info.endpoint,
    username: info.username,
    password: info.password,
    root_ca_certificate: info.rootCaCertificate,
    client_certificate: info.clientCertificate,
    client_key: info.clientKey,
    node_count: info.nodeCount.toString(),
    metadata: info.metadata,
    status: info.status,
    create_error: info.createError,
  };
}
