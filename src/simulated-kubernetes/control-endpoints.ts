import { type JsonObject, isJsonObject } from '../core/json.js';
import type { ControlPlaneSpec, ControlPlaneStatus } from './spec/control-plane-spec.js';
import { type ApiAnswer, type ApiRequest, json } from './requests/api-answer.js';
import { badRequest, noSuchPath } from './objects/api-error.js';
import type { RequestInfo } from './requests/request-info.js';

/** One request, as it was received. */
export interface SeenRequest extends JsonObject {
  readonly method: string;
  /** With the query. */
  readonly path: string;
}

/** Snapshots of all stored objects, by name. They last as long as the control plane. */
export interface Snapshots {
  /** @throws ApiError 409 if there is one of that name */
  save(name: string): void;
  /** @throws ApiError 404 if there is none of that name */
  restore(name: string): void;
  remove(name: string): void;
}

/** What the provider can ask of a control plane besides the Kubernetes API. */
export interface MockEndpoints {
  status(): ControlPlaneStatus;
  apply(part: Partial<ControlPlaneSpec>): void;
  /** Every request except those to `/mock/`, in order of arrival. */
  requests(): readonly SeenRequest[];
  readonly snapshots: Snapshots;
  /** Begins to stop; called after the answer was sent. */
  readonly stop: () => void;
}

/**
 * Answers the paths under `/mock/`: `GET status`, `PATCH spec`, `GET requests`, `POST stop`,
 * and `snapshots/<name>` with POST (save), PUT (restore) and DELETE. `undefined` for other paths.
 * @throws ApiError 400, 404
 */
export async function routeMock(
  endpoints: MockEndpoints,
  info: RequestInfo,
  request: ApiRequest,
): Promise<ApiAnswer | undefined> {
  if (info.kind !== 'path' || !info.path.startsWith('/mock/')) return undefined;
  const [, snapshot] = /^\/mock\/snapshots\/([^/]+)$/.exec(info.path) ?? [];
  if (snapshot !== undefined) return actOnSnapshot(endpoints.snapshots, info.verb, snapshot);
  switch (`${info.verb} ${info.path}`) {
    case 'get /mock/status':
      return json(endpoints.status());
    case 'patch /mock/spec': {
      const spec = await request.body();
      if (!isJsonObject(spec)) throw badRequest('a spec is an object');
      endpoints.apply(spec);
      return json(endpoints.status());
    }
    case 'get /mock/requests':
      return json({ requests: endpoints.requests() });
    case 'post /mock/stop':
      return { status: 200, body: {}, onSent: endpoints.stop };
    default:
      throw noSuchPath();
  }
}

function actOnSnapshot(snapshots: Snapshots, verb: string, name: string): ApiAnswer {
  if (verb === 'post') snapshots.save(name);
  else if (verb === 'put') snapshots.restore(name);
  else if (verb === 'delete') snapshots.remove(name);
  else throw noSuchPath();
  return json({});
}
