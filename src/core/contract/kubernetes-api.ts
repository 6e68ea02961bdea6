import type { ClusterAccess } from './cluster-access.js';

/** The kinds that the core touches in a cluster. */
export type KubernetesKind = 'Namespace' | 'ServiceAccount' | 'Secret' | 'ClusterRole' | 'ClusterRoleBinding' | 'Event';

/** A Kubernetes object as the API sends it; only the parts that the core reads are spelled out. */
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
 * One cluster's API, opened with one credential. Every method is one round trip and stops when the signal that the API was
 * opened with is aborted.
 *
 * @throws UNAUTHENTICATED (401), FORBIDDEN (403), CONFLICT (409), INVALID (other 4xx), UNAVAILABLE (5xx, 429, or no
 * sensible answer: refused, closed, another certificate authority), TIMEOUT or CANCELLED (the signal's reason)
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

/** Opens a cluster's API. Opens no connection by itself. */
export type ConnectKubernetes = (access: ClusterAccess, signal: AbortSignal) => Promise<KubernetesApi>;
