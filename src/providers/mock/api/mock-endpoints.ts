import type { JsonObject } from '../../../core/json.js';
import { isJsonObject } from '../../../core/json.js';
import type { ControlPlaneSpec, ControlPlaneStatus } from '../control-plane-spec.js';
import type { ApiAnswer, ApiRequest } from './api-answer.js';
import { json } from './api-answer.js';
import { badRequest, noSuchPath } from './api-error.js';
import type { RequestInfo } from './request-info.js';

/** What the provider can ask of a control plane, beside the Kubernetes API. */
export interface MockEndpoints {
  status(): ControlPlaneStatus;
  apply(part: Partial<ControlPlaneSpec>): void;
  /** Every request but those to `/mock/`, in the order they came. */
  requests(): readonly JsonObject[];
  /** Begins to stop; called when the answer is sent. */
  readonly stop: () => void;
}

/**
 * Answers the paths under `/mock/`: `GET status`, `PATCH spec`, `GET requests`, `POST stop`. `undefined` for other paths.
 * @throws ApiError 400, 404
 */
export async function routeMock(endpoints: MockEndpoints, info: RequestInfo, request: ApiRequest): Promise<ApiAnswer | undefined> {
  if (info.kind !== 'path' || !info.path.startsWith('/mock/')) return undefined;
  switch (`${info.verb} ${info.path}`) {
    case 'get /mock/status':
      return json(endpoints.status());
    case 'patch /mock/spec': {
      const spec = await request.body();
      if (!isJsonObject(spec)) throw badRequest('a spec is an object');
      endpoints.apply(spec as Partial<ControlPlaneSpec>);
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
