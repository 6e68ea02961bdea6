/**
 * Everything that Rancher keeps about a cluster between two calls. The driver fills it in, Rancher stores it and gives
 * it back. An unknown text is "".
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
  /** Base64 of PEM, like the next two fields. */
  readonly rootCaCertificate: string;
  readonly clientCertificate: string;
  readonly clientKey: string;
  /** 64 bits on the wire. */
  readonly nodeCount: bigint;
  /** The driver's memory. This driver uses the key `state`, and returns every other entry unchanged. */
  readonly metadata: Readonly<Record<string, string>>;
  /** The cluster's status, which Rancher sets. */
  readonly status: string;
  /** Why a create failed after it had made something; "" otherwise. */
  readonly createError: string;
}

/** The record of a cluster of which nothing is known. */
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
