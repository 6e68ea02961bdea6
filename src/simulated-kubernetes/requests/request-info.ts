/** What a request is about, in the terms that access rules use. */
export type RequestInfo =
  | { readonly kind: 'path'; readonly verb: string; readonly path: string }
  | {
      readonly kind: 'resource';
      readonly verb: string;
      readonly group: string;
      readonly version: string;
      readonly resource: string;
      readonly subresource: string;
      /** "" for all namespaces and for kinds without. */
      readonly namespace: string;
      readonly name: string;
    };

/** A request about objects, in contrast to a plain path. */
export type ResourceRequest = Extract<RequestInfo, { kind: 'resource' }>;

const verbs: Readonly<Record<string, string>> = { POST: 'create', PUT: 'update', PATCH: 'patch' };

/** Reads method, path and query as `k8s.io/apiserver/pkg/endpoints/request.RequestInfoFactory` does. */
export function requestInfo(method: string, path: string, query: URLSearchParams): RequestInfo {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const [root, ...rest] = parts;
  const [group, version, ...target] = root === 'api' ? ['', ...rest] : rest;
  if ((root !== 'api' && root !== 'apis') || group === undefined || version === undefined || target.length === 0) {
    return { kind: 'path', verb: method.toLowerCase(), path };
  }
  const { resource, namespace, name, subresource } = targetOf(target);
  const verb = verbs[method] ?? readOrDelete(method, name === '', isTrue(query.get('watch')));
  return { kind: 'resource', verb, group, version, resource, subresource, namespace, name };
}

function targetOf(parts: readonly string[]): {
  resource: string;
  namespace: string;
  name: string;
  subresource: string;
} {
  const [first = '', second = '', third = '', fourth = '', fifth = ''] = parts;
  if (first === 'namespaces' && third !== '' && !['status', 'finalize'].includes(third)) {
    return { resource: third, namespace: second, name: fourth, subresource: fifth };
  }
  return { resource: first, namespace: first === 'namespaces' ? second : '', name: second, subresource: third };
}

function readOrDelete(method: string, many: boolean, watch: boolean): string {
  if (method === 'DELETE') return many ? 'deletecollection' : 'delete';
  if (!many) return watch ? 'watch' : 'get';
  return watch ? 'watch' : 'list';
}

/** Whether a query parameter is set to true, as Go's `strconv.ParseBool` reads it. */
export function isTrue(value: string | null): boolean {
  return value !== null && ['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value);
}
