/** What proves to an API server who is calling. PEM and tokens as plain text. */
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
  /** May be short-lived: the core makes the durable token of it. A token given here is never stored. */
  readonly credential: ClusterCredential;
  /** Kubernetes version without "v", if the provider knows it for nothing; otherwise it is read from the cluster. */
  readonly version?: string;
  /** Number of nodes, if the provider knows it for nothing; otherwise they are counted in the cluster. */
  readonly nodeCount?: number;
}
