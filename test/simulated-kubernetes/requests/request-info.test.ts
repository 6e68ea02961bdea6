import { describe, expect, it } from '@jest/globals';
import { requestInfo } from '../../../src/simulated-kubernetes/requests/request-info.js';

describe('what a request is about', () => {
  it.each([
    { method: 'GET', url: '/api/v1/nodes', verb: 'list', resource: 'nodes', namespace: '', name: '', subresource: '' },
    {
      method: 'GET',
      url: '/api/v1/nodes?watch=1',
      verb: 'watch',
      resource: 'nodes',
      namespace: '',
      name: '',
      subresource: '',
    },
    {
      method: 'GET',
      url: '/api/v1/namespaces/a',
      verb: 'get',
      resource: 'namespaces',
      namespace: 'a',
      name: 'a',
      subresource: '',
    },
    {
      method: 'PUT',
      url: '/api/v1/namespaces/a/status',
      verb: 'update',
      resource: 'namespaces',
      namespace: 'a',
      name: 'a',
      subresource: 'status',
    },
    {
      method: 'POST',
      url: '/api/v1/namespaces/a/secrets',
      verb: 'create',
      resource: 'secrets',
      namespace: 'a',
      name: '',
      subresource: '',
    },
    {
      method: 'PATCH',
      url: '/api/v1/namespaces/a/pods/p/status',
      verb: 'patch',
      resource: 'pods',
      namespace: 'a',
      name: 'p',
      subresource: 'status',
    },
    {
      method: 'DELETE',
      url: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
      verb: 'deletecollection',
      resource: 'clusterroles',
      namespace: '',
      name: '',
      subresource: '',
    },
    {
      method: 'DELETE',
      url: '/apis/rbac.authorization.k8s.io/v1/clusterroles/x%3Ay',
      verb: 'delete',
      resource: 'clusterroles',
      namespace: '',
      name: 'x:y',
      subresource: '',
    },
  ])('$method $url: $verb $resource', ({ method, url, ...expected }) => {
    const { pathname, searchParams } = new URL(url, 'https://mock');
    expect(requestInfo(method, pathname, searchParams)).toMatchObject({ kind: 'resource', ...expected });
  });

  it.each(['/version', '/api', '/apis', '/api/v1', '/apis/rbac.authorization.k8s.io/v1', '/healthz', '/openapi/v2'])(
    'is a plain path: %s',
    (path) => {
      expect(requestInfo('GET', path, new URLSearchParams())).toEqual({ kind: 'path', verb: 'get', path });
    },
  );
});
