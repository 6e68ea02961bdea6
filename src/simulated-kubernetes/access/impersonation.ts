import type { IncomingHttpHeaders } from 'node:http';
import { authorize } from './authorization.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { User } from './user.js';

/** The user as whom a request acts (`kubectl --as`), if it asks for that. @throws ApiError 403 where `user` may not do so */
export function impersonated(store: ObjectStore, user: User, headers: IncomingHttpHeaders): User {
  const name = headers['impersonate-user'];
  if (typeof name !== 'string') return user;
  const [, namespace, account] = /^system:serviceaccount:([^:]+):([^:]+)$/.exec(name) ?? [];
  const resource = account === undefined ? 'users' : 'serviceaccounts';
  authorize(store, user, {
    kind: 'resource',
    verb: 'impersonate',
    group: '',
    version: 'v1',
    resource,
    subresource: '',
    namespace: namespace ?? '',
    name: account ?? name,
  });
  const groups = [headers['impersonate-group'] ?? []].flat();
  const implied = namespace === undefined ? [] : ['system:serviceaccounts', `system:serviceaccounts:${namespace}`];
  return { name, groups: [...groups, ...implied, 'system:authenticated'] };
}
