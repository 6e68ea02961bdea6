import type { JsonObject } from '../../core/json.js';
import type { Background } from './background.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { ResourceKind } from '../objects/resource-kind.js';
import { allKinds, kinds } from '../objects/resource-kinds.js';

/** What the controller needs besides the store. */
export interface NamespaceControllerOptions {
  /** PEM, for the config map `kube-root-ca.crt`. */
  readonly caCertificate: string;
  /** How long a namespace takes to end, in milliseconds. */
  readonly delayMs: number;
}

/** Gives every new namespace its default service account and the cluster's CA, and empties the namespaces that end. */
export function runNamespaceController(
  store: ObjectStore,
  background: Background,
  { caCertificate, delayMs }: NamespaceControllerOptions,
): void {
  store.subscribe(({ type, kind, object }) => {
    if (kind !== kinds.namespaces) return;
    if (type === 'ADDED') furnish(store, object.metadata.name, caCertificate);
    if (type === 'MODIFIED' && object.metadata.deletionTimestamp !== undefined) {
      background.later(delayMs, () => {
        finish(store, object.metadata.name);
      });
    }
  });
}

/** Begins to delete a namespace, which takes no new objects from now on. Returns it as it is stored now. */
export function terminateNamespace(store: ObjectStore, namespace: KubernetesObject): KubernetesObject {
  if (namespace.metadata.deletionTimestamp !== undefined) return namespace;
  const deletionTimestamp = `${store.now().toISOString().slice(0, 19)}Z`;
  return store.replace(kinds.namespaces, {
    ...namespace,
    metadata: { ...namespace.metadata, deletionTimestamp },
    status: { phase: 'Terminating' },
  });
}

function furnish(store: ObjectStore, namespace: string, caCertificate: string): void {
  const add = (kind: ResourceKind, name: string, content: JsonObject): void => {
    if (store.find(kind, namespace, name) !== undefined) return;
    store.insert(kind, { apiVersion: 'v1', kind: kind.kind, metadata: { name, namespace }, ...content });
  };
  add(kinds.serviceAccounts, 'default', {});
  add(kinds.configMaps, 'kube-root-ca.crt', { data: { 'ca.crt': caCertificate } });
}

function finish(store: ObjectStore, name: string): void {
  if (store.find(kinds.namespaces, '', name) === undefined) return;
  for (const kind of allKinds.filter((each) => each.namespaced)) {
    for (const object of store.list(kind, name)) store.delete(kind, name, object.metadata.name);
  }
  store.delete(kinds.namespaces, '', name);
}
