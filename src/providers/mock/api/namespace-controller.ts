import type { Background } from './background.js';
import type { KubernetesObject } from './kubernetes-object.js';
import type { ObjectStore } from './object-store.js';
import { allKinds, kinds } from './resource-kinds.js';

/** What the controller needs besides the store. */
export interface NamespaceControllerOptions {
  /** PEM, for the config map `kube-root-ca.crt`. */
  readonly caCertificate: string;
  /** How long a namespace ends, in milliseconds. */
  readonly delayMs: number;
}

/** Furnishes every new namespace with its default service account and the cluster's CA; empties the ones that end. */
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

/** Begins to delete a namespace: from now on it takes no new content. Returns it as it is now. */
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
  store.insert(kinds.serviceAccounts, {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace },
  });
  store.insert(kinds.configMaps, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'kube-root-ca.crt', namespace },
    data: { 'ca.crt': caCertificate },
  });
}

function finish(store: ObjectStore, name: string): void {
  if (store.find(kinds.namespaces, '', name) === undefined) return;
  for (const kind of allKinds.filter((each) => each.namespaced)) {
    for (const object of store.list(kind, name)) store.delete(kind, name, object.metadata.name);
  }
  store.delete(kinds.namespaces, '', name);
}
