import { describe, expect, it } from '@jest/globals';
import { authorize, isAllowed } from '../../../src/simulated-kubernetes/access/authorization.js';
import { addFirstObjects } from '../../../src/simulated-kubernetes/objects/first-objects.js';
import { ObjectStore } from '../../../src/simulated-kubernetes/objects/object-store.js';
import { requestInfo } from '../../../src/simulated-kubernetes/requests/request-info.js';
import { kinds } from '../../../src/simulated-kubernetes/objects/resource-kinds.js';
import { anonymous, serviceAccountUser, type User } from '../../../src/simulated-kubernetes/access/user.js';

const bot = serviceAccountUser('default', 'bot', '1');
const ann: User = { name: 'ann', groups: ['developers', 'system:authenticated'] };
const master: User = { name: 'root', groups: ['system:masters'] };
const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' };

const clusterWithRoles = (): ObjectStore => {
  const store = new ObjectStore();
  addFirstObjects(store);
  const rules = [
    { apiGroups: [''], resources: ['secrets'], verbs: ['get'], resourceNames: ['mine'] },
    { apiGroups: [''], resources: ['configmaps', 'pods/status'], verbs: ['*'] },
  ];
  store.insert(kinds.clusterRoles, { ...rbac, kind: 'ClusterRole', metadata: { name: 'some' }, rules });
  store.insert(kinds.roleBindings, {
    ...rbac,
    kind: 'RoleBinding',
    metadata: { name: 'some', namespace: 'default' },
    roleRef: { kind: 'ClusterRole', name: 'some' },
    subjects: [
      { kind: 'ServiceAccount', name: 'bot' },
      { kind: 'User', name: 'ann' },
    ],
  });
  store.insert(kinds.clusterRoleBindings, {
    ...rbac,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'viewers' },
    roleRef: { kind: 'ClusterRole', name: 'view' },
    subjects: [{ kind: 'Group', name: 'developers' }],
  });
  return store;
};

const info = (request: string) => {
  const [method = '', url = ''] = request.split(' ');
  const { pathname, searchParams } = new URL(url, 'https://mock');
  return requestInfo(method, pathname, searchParams);
};

describe('access rules', () => {
  it.each([
    { user: master, request: 'DELETE /api/v1/nodes/a', allowed: true, because: 'system:masters may do anything' },
    { user: anonymous, request: 'GET /version', allowed: true, because: 'everybody may know the version' },
    { user: anonymous, request: 'GET /api', allowed: false, because: 'discovery is for those who are known' },
    {
      user: bot,
      request: 'GET /apis/rbac.authorization.k8s.io',
      allowed: true,
      because: 'discovery is for all accounts',
    },
    { user: bot, request: 'GET /api/v1/namespaces/default/secrets/mine', allowed: true, because: 'the rule names it' },
    {
      user: bot,
      request: 'GET /api/v1/namespaces/default/secrets/yours',
      allowed: false,
      because: 'the rule names another',
    },
    { user: bot, request: 'GET /api/v1/namespaces/default/secrets', allowed: false, because: 'a list is of all names' },
    { user: ann, request: 'POST /api/v1/namespaces/default/configmaps', allowed: true, because: 'the verb is *' },
    {
      user: ann,
      request: 'POST /api/v1/namespaces/other/configmaps',
      allowed: false,
      because: 'the binding is of another namespace',
    },
    {
      user: ann,
      request: 'PUT /api/v1/namespaces/default/pods/p/status',
      allowed: true,
      because: 'the subresource is named',
    },
    {
      user: ann,
      request: 'PUT /api/v1/namespaces/default/pods/p',
      allowed: false,
      because: 'only the subresource is named',
    },
    {
      user: ann,
      request: 'GET /api/v1/namespaces/other/pods',
      allowed: true,
      because: 'the group may view everywhere',
    },
    { user: bot, request: 'GET /api/v1/nodes', allowed: false, because: 'nothing says that it may' },
  ])('$user.name, $request: $allowed, because $because', ({ user, request, allowed }) => {
    expect(isAllowed(clusterWithRoles(), user, info(request))).toBe(allowed);
  });

  it('refuse in the words of the real server', () => {
    const store = clusterWithRoles();
    expect(() => {
      authorize(store, bot, info('GET /api/v1/namespaces/default/secrets'));
    }).toThrow(
      'secrets is forbidden: User "system:serviceaccount:default:bot" cannot list resource "secrets" in API group "" in the namespace "default"',
    );
    expect(() => {
      authorize(store, anonymous, info('GET /metrics'));
    }).toThrow('forbidden: User "system:anonymous" cannot get path "/metrics"');
  });
});
