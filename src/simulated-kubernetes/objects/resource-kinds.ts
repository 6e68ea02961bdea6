import * as columns from './table-columns.js';
import type { ResourceKind } from './resource-kind.js';

const rbacGroup = 'rbac.authorization.k8s.io';

const kind = (
  name: string,
  plural: string,
  traits: Partial<Omit<ResourceKind, 'kind' | 'plural' | 'singular'>> = {},
): ResourceKind => ({
  group: '',
  version: 'v1',
  plural,
  singular: name.toLowerCase(),
  kind: name,
  namespaced: true,
  shortNames: [],
  categories: [],
  columns: [],
  selectableFields: [],
  ...traits,
});

/** The kinds of the API, in the order of discovery, by the names that other files use. */
export const kinds = {
  configMaps: kind('ConfigMap', 'configmaps', { shortNames: ['cm'], columns: columns.configMap }),
  events: kind('Event', 'events', {
    shortNames: ['ev'],
    columns: columns.event,
    selectableFields: [
      ...['kind', 'name', 'namespace', 'uid', 'apiVersion', 'fieldPath'].map((field) => `involvedObject.${field}`),
      'reason',
      'type',
    ],
  }),
  namespaces: kind('Namespace', 'namespaces', {
    namespaced: false,
    shortNames: ['ns'],
    columns: columns.namespace,
    selectableFields: ['status.phase'],
  }),
  nodes: kind('Node', 'nodes', {
    namespaced: false,
    shortNames: ['no'],
    columns: columns.node,
    selectableFields: ['spec.unschedulable'],
  }),
  pods: kind('Pod', 'pods', {
    shortNames: ['po'],
    categories: ['all'],
    columns: columns.pod,
    selectableFields: ['spec.nodeName', 'status.phase'],
  }),
  secrets: kind('Secret', 'secrets', { columns: columns.secret, selectableFields: ['type'] }),
  serviceAccounts: kind('ServiceAccount', 'serviceaccounts', { shortNames: ['sa'], columns: columns.serviceAccount }),
  clusterRoleBindings: kind('ClusterRoleBinding', 'clusterrolebindings', {
    group: rbacGroup,
    namespaced: false,
    columns: columns.binding,
  }),
  clusterRoles: kind('ClusterRole', 'clusterroles', { group: rbacGroup, namespaced: false, columns: columns.role }),
  roleBindings: kind('RoleBinding', 'rolebindings', { group: rbacGroup, columns: columns.binding }),
  roles: kind('Role', 'roles', { group: rbacGroup, columns: columns.role }),
} as const satisfies Record<string, ResourceKind>;

/** Every kind that the API stores. */
export const allKinds: readonly ResourceKind[] = Object.values(kinds);

/** The stored kind behind `/apis/<group>/<version>/<plural>`, if there is one. */
export function findKind(group: string, version: string, plural: string): ResourceKind | undefined {
  return allKinds.find((each) => each.group === group && each.version === version && each.plural === plural);
}
