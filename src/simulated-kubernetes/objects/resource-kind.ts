import type { KubernetesObject } from './kubernetes-object.js';

/** One column of what `kubectl get` prints. */
export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'date';
  readonly description: string;
  /** Shown by `-o wide` only. */
  readonly wide?: boolean;
  cell(object: KubernetesObject, now: Date): string | number;
}

/** A kind of object that the API stores. */
export interface ResourceKind {
  /** "" for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  /** Such as `all`, for `kubectl get all`. */
  readonly categories: readonly string[];
  /** The columns between Name and Age. */
  readonly columns: readonly Column[];
  /** Field selectors beyond `metadata.name` and `metadata.namespace`, as dotted paths. */
  readonly selectableFields: readonly string[];
}

/** `v1` or `rbac.authorization.k8s.io/v1`. */
export function apiVersionOf(kind: { readonly group: string; readonly version: string }): string {
  return kind.group === '' ? kind.version : `${kind.group}/${kind.version}`;
}
