import type { JsonObject } from '../../core/json.js';
import type { ObjectStore } from './object-store.js';
import { type ResourceKind, apiVersionOf } from './resource-kind.js';
import { kinds } from './resource-kinds.js';

const everything = [
  { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
  { nonResourceURLs: ['*'], verbs: ['*'] },
];
const readable = ['configmaps', 'events', 'pods', 'serviceaccounts'];
const reviews = ['selfsubjectaccessreviews', 'selfsubjectrulesreviews'];
const health = ['/healthz', '/livez', '/readyz', '/version', '/version/'];
const discovery = ['/api', '/api/*', '/apis', '/apis/*', '/openapi', '/openapi/*'];
const read = ['get', 'list', 'watch'];

/** The cluster roles of a new cluster: a selection of `plugin/pkg/auth/authorizer/rbac/bootstrappolicy` in Kubernetes. */
const clusterRoles: Readonly<Record<string, readonly JsonObject[]>> = {
  'cluster-admin': everything,
  edit: [
    { apiGroups: [''], resources: [...readable, 'secrets'], verbs: [...read, 'create', 'update', 'patch', 'delete'] },
  ],
  view: [{ apiGroups: [''], resources: [...readable, 'namespaces'], verbs: read }],
  'system:basic-user': [
    { apiGroups: ['authorization.k8s.io'], resources: reviews, verbs: ['create'] },
    { apiGroups: ['authentication.k8s.io'], resources: ['selfsubjectreviews'], verbs: ['create'] },
  ],
  'system:discovery': [{ nonResourceURLs: [...discovery, ...health], verbs: ['get'] }],
  'system:public-info-viewer': [{ nonResourceURLs: health, verbs: ['get'] }],
};

const bindings: Readonly<Record<string, readonly string[]>> = {
  'cluster-admin': ['system:masters'],
  'system:basic-user': ['system:authenticated'],
  'system:discovery': ['system:authenticated'],
  'system:public-info-viewer': ['system:authenticated', 'system:unauthenticated'],
};

/** Adds the objects that every cluster has from the start: four namespaces, the roles above and their bindings. */
export function addFirstObjects(store: ObjectStore): void {
  const insert = (kind: ResourceKind, name: string, content: JsonObject): void => {
    store.insert(kind, {
      apiVersion: apiVersionOf(kind),
      kind: kind.kind,
      metadata: { name, labels: bootstrapLabel },
      ...content,
    });
  };
  for (const name of ['default', 'kube-node-lease', 'kube-public', 'kube-system']) {
    store.insert(kinds.namespaces, {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
      spec: { finalizers: ['kubernetes'] },
      status: { phase: 'Active' },
    });
  }
  for (const [name, rules] of Object.entries(clusterRoles)) insert(kinds.clusterRoles, name, { rules });
  for (const [name, groups] of Object.entries(bindings)) {
    insert(kinds.clusterRoleBindings, name, {
      roleRef: { apiGroup: rbacGroup, kind: 'ClusterRole', name },
      subjects: groups.map((group) => ({ apiGroup: rbacGroup, kind: 'Group', name: group })),
    });
  }
}

const rbacGroup = kinds.clusterRoles.group;
const bootstrapLabel = { 'kubernetes.io/bootstrapping': 'rbac-defaults' };
