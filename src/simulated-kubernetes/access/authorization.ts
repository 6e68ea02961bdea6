import type { JsonObject } from '../../core/json.js';
import { ApiError } from '../objects/api-error.js';
import { type KubernetesObject, objectsAt, textAt, textsAt } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { RequestInfo } from '../requests/request-info.js';
import { kinds } from '../objects/resource-kinds.js';
import type { User } from './user.js';

/** Whether `user` may do what `info` says, by the stored roles and bindings. `system:masters` may do anything. */
export function isAllowed(store: ObjectStore, user: User, info: RequestInfo): boolean {
  if (user.groups.includes('system:masters')) return true;
  const namespace = info.kind === 'resource' ? info.namespace : '';
  return rulesOf(store, user, namespace).some((rule) => allows(rule, info));
}

/** Every rule for `user`: those of cluster role bindings and, with a namespace, of its role bindings. */
export function rulesOf(store: ObjectStore, user: User, namespace: string): readonly JsonObject[] {
  const bindings = store.list(kinds.clusterRoleBindings);
  const local = namespace === '' ? [] : store.list(kinds.roleBindings, namespace);
  return [...bindings, ...local]
    .filter((binding) => isSubject(binding, user))
    .flatMap((each) => rulesBehind(store, each));
}

/** @throws ApiError 403 in the words of the real server, where `user` may not do what `info` says */
export function authorize(store: ObjectStore, user: User, info: RequestInfo): void {
  if (isAllowed(store, user, info)) return;
  if (info.kind === 'path') {
    const message = `forbidden: User "${user.name}" cannot ${info.verb} path "${info.path}"`;
    throw new ApiError(403, 'Forbidden', message, {});
  }
  const { name, resource, subresource, group, namespace, verb } = info;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const scope =
    namespace === '' || resource === 'namespaces' ? 'at the cluster scope' : `in the namespace "${namespace}"`;
  const what = `${group === '' ? resource : `${resource}.${group}`}${name === '' ? '' : ` "${name}"`}`;
  throw new ApiError(
    403,
    'Forbidden',
    `${what} is forbidden: User "${user.name}" cannot ${verb} resource "${full}" in API group "${group}" ${scope}`,
    { ...(name === '' ? {} : { name }), ...(group === '' ? {} : { group }), kind: resource },
  );
}

function isSubject(binding: KubernetesObject, user: User): boolean {
  return objectsAt(binding, 'subjects').some((subject) => {
    const name = textAt(subject, 'name');
    switch (subject.kind) {
      case 'User':
        return name === user.name;
      case 'Group':
        return user.groups.includes(name);
      case 'ServiceAccount': {
        const namespace = textAt(subject, 'namespace') || (binding.metadata.namespace ?? '');
        return user.name === `system:serviceaccount:${namespace}:${name}`;
      }
      default:
        return false;
    }
  });
}

function rulesBehind(store: ObjectStore, binding: KubernetesObject): readonly JsonObject[] {
  const name = textAt(binding, 'roleRef', 'name');
  const role =
    textAt(binding, 'roleRef', 'kind') === 'ClusterRole'
      ? store.find(kinds.clusterRoles, '', name)
      : store.find(kinds.roles, binding.metadata.namespace ?? '', name);
  return role === undefined ? [] : objectsAt(role, 'rules');
}

function allows(rule: JsonObject, info: RequestInfo): boolean {
  const covers = (list: string, wanted: string): boolean => {
    const entries = textsAt(rule, list);
    return entries.includes('*') || entries.includes(wanted);
  };
  if (!covers('verbs', info.verb)) return false;
  if (info.kind === 'path') {
    return textsAt(rule, 'nonResourceURLs').some(
      (url) => url === info.path || (url.endsWith('*') && info.path.startsWith(url.slice(0, -1))),
    );
  }
  const { group, resource, subresource, name } = info;
  const full = subresource === '' ? resource : `${resource}/${subresource}`;
  const names = textsAt(rule, 'resourceNames');
  return (
    covers('apiGroups', group) &&
    (covers('resources', full) || (subresource !== '' && textsAt(rule, 'resources').includes(`*/${subresource}`))) &&
    (names.length === 0 || (name !== '' && names.includes(name)))
  );
}
