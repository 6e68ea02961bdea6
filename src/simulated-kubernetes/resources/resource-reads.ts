import type { JsonObject } from '../../core/json.js';
import { type ApiAnswer, type ApiRequest, json } from '../requests/api-answer.js';
import { ApiError } from '../objects/api-error.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { ResourceRequest } from '../requests/request-info.js';
import { type ResourceKind, apiVersionOf } from '../objects/resource-kind.js';
import { fieldMatcher, matcherOf } from '../objects/selectors.js';
import { toTable, wantsTable } from './table.js';
import { startWatch } from './watch.js';

/** Answers with one object. @throws ApiError 404 */
export function getObject(
  store: ObjectStore,
  kind: ResourceKind,
  info: ResourceRequest,
  request: ApiRequest,
): ApiAnswer {
  const object = store.get(kind, namespaceOf(kind, info), info.name);
  return json(presenter(store, kind, request)(object));
}

/**
 * Answers with the objects that match, in pages of `limit`.
 * @throws ApiError 400, 410 for a page of a version that is too old
 */
export function listObjects(
  store: ObjectStore,
  kind: ResourceKind,
  info: ResourceRequest,
  request: ApiRequest,
): ApiAnswer {
  const { query } = request;
  const all = store.list(kind, namespaceOf(kind, info)).filter(matcherOf(kind, query));
  const { items, metadata } = page(all, query, store.revision);
  if (wantsTable(request.accept)) return json(toTable(kind, items, metadata, query.get('includeObject'), store.now()));
  const withoutType = items.map(({ apiVersion: _apiVersion, kind: _kind, ...content }) => content);
  return json({ kind: `${kind.kind}List`, apiVersion: apiVersionOf(kind), metadata, items: withoutType });
}

/** Answers with the changes of the objects that match, for as long as the client listens. */
export function watchObjects(
  store: ObjectStore,
  kind: ResourceKind,
  info: ResourceRequest,
  request: ApiRequest,
): ApiAnswer {
  const { query } = request;
  const byName = fieldMatcher(kind, info.name === '' ? '' : `metadata.name=${info.name}`);
  const matches = matcherOf(kind, query);
  const present = presenter(store, kind, request);
  const namespace = namespaceOf(kind, info);
  const both = (object: KubernetesObject): boolean => byName(object) && matches(object);
  return {
    start: (send, end) =>
      startWatch(store, { kind, namespace, name: info.name, matches: both, query, present }, send, end),
  };
}

/** The namespace of a request's objects; "" for kinds without one, even if the path names one. */
export function namespaceOf(kind: ResourceKind, info: ResourceRequest): string {
  return kind.namespaced ? info.namespace : '';
}

/** Turns a stored object into the form that the client accepts: a table for `kubectl get`, the object itself for all others. */
export function presenter(
  store: ObjectStore,
  kind: ResourceKind,
  request: ApiRequest,
): (object: KubernetesObject) => JsonObject {
  if (!wantsTable(request.accept)) return (object) => object;
  return (object) =>
    toTable(
      kind,
      [object],
      { resourceVersion: object.metadata.resourceVersion },
      request.query.get('includeObject'),
      store.now(),
    );
}

interface Continuation {
  readonly revision: number;
  readonly after: string;
}

function page(
  all: readonly KubernetesObject[],
  query: URLSearchParams,
  revision: number,
): { items: readonly KubernetesObject[]; metadata: JsonObject } {
  const from = continuation(query.get('continue') ?? '');
  const rest = from === undefined ? all : all.filter((object) => keyOf(object) > from.after);
  const limit = Number(query.get('limit') ?? 0) || rest.length;
  const items = rest.slice(0, limit);
  const last = items.at(-1);
  const resourceVersion = String(from?.revision ?? revision);
  if (last === undefined || items.length === rest.length) return { items, metadata: { resourceVersion } };
  const next: JsonObject = { revision: Number(resourceVersion), after: keyOf(last) };
  const token = Buffer.from(JSON.stringify(next)).toString('base64url');
  return { items, metadata: { resourceVersion, continue: token, remainingItemCount: rest.length - items.length } };
}

function continuation(token: string): Continuation | undefined {
  if (token === '') return undefined;
  try {
    return JSON.parse(Buffer.from(token, 'base64url').toString()) as Continuation;
  } catch {
    throw new ApiError(400, 'BadRequest', 'continue key is not valid');
  }
}

function keyOf({ metadata }: KubernetesObject): string {
  return `${metadata.namespace ?? ''}/${metadata.name}`;
}
