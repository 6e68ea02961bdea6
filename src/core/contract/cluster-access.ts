/** A credential that a client shows to an API server. PEM and tokens are plain text. */
export type ClusterCredential =
  | { readonly kind: 'client-certificate'; readonly certificate: string; readonly key: string }
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string };

/** How to reach a cluster as its administrator. */
export interface ClusterAccess {
  /** `https://host:port` of the API server. */
  readonly endpoint: string;
  /** PEM of the authority that signed the API server's certificate. */
  readonly rootCaCertificate: string;
  /** May be short-lived: the core uses it to make the durable token. A token given here is never stored. */
  readonly credential: ClusterCredential;
  /** Kubernetes version without "v", where the provider knows it without a further request; else the core reads it. */
  readonly version?: string;
  /** Number of nodes, where the provider knows it without a further request; else the core counts them. */
  readonly nodeCount?: number;
}
