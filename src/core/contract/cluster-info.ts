/**
 * All that Rancher keeps of a cluster between two calls. The driver fills it, Rancher stores it and gives it back.
 * A text that is not known is "".
 */
export interface ClusterInfo {
  /** Kubernetes version of the control plane, such as `1.34.1`. */
  readonly version: string;
  /** Plain text, not base64. */
  readonly serviceAccountToken: string;
  /** URL or `host:port` of the API server. */
  readonly endpoint: string;
  readonly username: string;
  readonly password: string;
  /** Base64 of PEM, as the two that follow. */
  readonly rootCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** 64 bits on the wire. */
  readonly nodeCount: bigint;
  /** The driver's memory. Ours is under `state`; entries of others are handed back untouched. */
  readonly metadata: Readonly<Record<string, string>>;
  /** Rancher's own word for where the cluster is in its life. */
  readonly status: string;
  /** Why a create failed after something came to exist; "" otherwise. */
  readonly createError: string;
}

/** A cluster of which nothing is known. */
export const emptyClusterInfo: ClusterInfo = {
  version: '',
  serviceAccountToken: '',
  endpoint: '',
  username: '',
  password: '',
  rootCaCertificate: '',
  clientCertificate: '',
  clientKey: '',
  nodeCount: 0n,
  metadata: {},
  status: '',
  createError: '',
};
