import type { ClusterAccess } from './cluster-access.js';

/** The kinds that the core touches in a cluster. */
export type KubernetesKind = 'Namespace' | 'ServiceAccount' | 'Secret' | 'ClusterRole' | 'ClusterRoleBinding' | 'Event';

/** A Kubernetes object as the API sends it. The type declares only the fields that the core reads. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: KubernetesKind;
  readonly metadata: {
    readonly name?: string;
    readonly generateName?: string;
    readonly namespace?: string;
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly {
      readonly apiVersion: string;
      readonly kind: string;
      readonly name: string;
      readonly uid: string;
    }[];
  };
  /** Secrets: values in base64. */
  readonly data?: Readonly<Record<string, string>>;
  readonly [field: string]: unknown;
}

/**
 * The API of one cluster, opened with one credential. Every method makes one request, and stops when the signal that
 * was given at the opening is aborted.
 *
 * @throws UNAUTHENTICATED (401), FORBIDDEN (403), CONFLICT (409), INVALID (other 4xx), UNAVAILABLE (5xx, 429, or no
 * usable answer: refused, closed, another certificate authority), TIMEOUT or CANCELLED (the signal's reason)
 */
export interface KubernetesApi {
  /** The server's version without "v", such as `1.34.1`. */
  version(): Promise<string>;
  /** How many nodes are registered, ready or not. */
  countNodes(): Promise<number>;
  /** The object, or undefined where there is none (404). */
  read(kind: KubernetesKind, name: string, namespace?: string): Promise<KubernetesObject | undefined>;
  /** All objects of a namespace that carry the label; none where the namespace does not exist. */
  list(kind: KubernetesKind, namespace: string, labelSelector: string): Promise<readonly KubernetesObject[]>;
  /** Creates the object and returns it as stored. @throws CONFLICT where it exists already */
  create(object: KubernetesObject): Promise<KubernetesObject>;
  /** Sets annotations; takes away those that are null. @throws CONFLICT where the object changed since it was read */
  annotate(object: KubernetesObject, annotations: Readonly<Record<string, string | null>>): Promise<KubernetesObject>;
  /** Deletes the object; one that is gone is success. */
  delete(kind: KubernetesKind, name: string, namespace?: string): Promise<void>;
  /** Ends open connections. */
  close(): Promise<void>;
}

/** Makes a client of a cluster's API. The client connects with its first request. */
export type ConnectKubernetes = (access: ClusterAccess, signal: AbortSignal) => Promise<KubernetesApi>;
