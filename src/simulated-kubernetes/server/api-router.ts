import { isJsonObject } from '../../core/json.js';
import { reviewKinds } from '../access/access-reviews.js';
import { type ApiAnswer, type ApiRequest, json } from '../requests/api-answer.js';
import { ApiError, badRequest, noSuchPath } from '../objects/api-error.js';
import { discover } from '../discovery/discovery.js';
import type { ObjectStore } from '../objects/object-store.js';
import { openApi } from '../discovery/openapi.js';
import type { RequestInfo, ResourceRequest } from '../requests/request-info.js';
import { findKind } from '../objects/resource-kinds.js';
import { getObject, listObjects, watchObjects } from '../resources/resource-reads.js';
import { create, patch, remove, removeMany, update } from '../resources/resource-writes.js';
import { serverInfo } from '../discovery/server-info.js';
import type { User } from '../access/user.js';

/** What allowed requests are answered from. */
export interface ApiRouterOptions {
  readonly store: ObjectStore;
  readonly kubernetesVersion: () => string;
}

/** Subresources that can be read and written like the object itself. */
const subresources = ['', 'status'];

/** Answers a request that its user is allowed to make. @throws ApiError */
export async function route(
  { store, kubernetesVersion }: ApiRouterOptions,
  user: User,
  info: RequestInfo,
  request: ApiRequest,
): Promise<ApiAnswer> {
  if (info.kind === 'resource') return routeResource(store, user, info, request);
  if (info.verb !== 'get' && info.verb !== 'head') throw methodNotAllowed();
  const answer =
    serverInfo(info.path, kubernetesVersion()) ??
    discover(info.path, request.accept) ??
    openApi(info.path, request.accept, kubernetesVersion());
  if (answer === undefined) throw noSuchPath();
  return answer;
}

async function routeResource(
  store: ObjectStore,
  user: User,
  info: ResourceRequest,
  request: ApiRequest,
): Promise<ApiAnswer> {
  const review = reviewKinds.find((each) => each.group === info.group && each.plural === info.resource);
  if (review !== undefined) {
    if (info.verb !== 'create') throw methodNotAllowed();
    const body = await request.body();
    if (!isJsonObject(body)) throw badRequest('the object provided is unrecognized');
    return json({ ...body, metadata: { creationTimestamp: null }, status: review.answer(store, user, body) }, 201);
  }
  const kind = findKind(info.group, info.version, info.resource);
  if (kind === undefined || !subresources.includes(info.subresource)) throw noSuchPath();
  const write = { store, kind, info, request };
  switch (info.verb) {
    case 'get':
      return getObject(store, kind, info, request);
    case 'list':
      return listObjects(store, kind, info, request);
    case 'watch':
      return watchObjects(store, kind, info, request);
    case 'create':
      if (info.name !== '' || (kind.namespaced && info.namespace === '')) throw methodNotAllowed();
      return create(write);
    case 'update':
      return update(write);
    case 'patch':
      return patch(write);
    case 'delete':
      return remove(write);
    case 'deletecollection':
      return removeMany(write);
    default:
      throw methodNotAllowed();
  }
}

function methodNotAllowed(): ApiError {
  return new ApiError(405, 'MethodNotAllowed', 'the server does not allow this method on the requested resource');
}
