import type { JsonObject } from '../../core/json.js';
import { ApiError } from '../objects/api-error.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { StoreEvent } from '../objects/event-log.js';
import type { ObjectStore } from '../objects/object-store.js';
import { isTrue } from '../requests/request-info.js';
import { type ResourceKind, apiVersionOf } from '../objects/resource-kind.js';
import type { Matches } from '../objects/selectors.js';

/** What a watch looks at and how it writes it down. */
export interface WatchRequest {
  readonly kind: ResourceKind;
  /** "" for all. */
  readonly namespace: string;
  /** Of one object; "" for all. */
  readonly name: string;
  readonly matches: Matches;
  readonly query: URLSearchParams;
  /** Turns an object into what the client accepts: itself, or a table of one row. */
  present(object: KubernetesObject): JsonObject;
}

/** What the real server uses where the client names no `timeoutSeconds`. */
const usualTimeoutSeconds = 1_800;

/**
 * Streams the changes of a kind: what exists first, unless the client names the version that it knows. Returns the function
 * that ends it; `end` is called when its time is up.
 * @throws ApiError 410 when that version is too old
 */
export function startWatch(
  store: ObjectStore,
  request: WatchRequest,
  send: (event: JsonObject) => void,
  end: () => void,
): () => void {
  const { kind, namespace, name, query } = request;
  const concerns = (object: KubernetesObject): boolean =>
    (namespace === '' || object.metadata.namespace === namespace) &&
    (name === '' || object.metadata.name === name) &&
    request.matches(object);
  const forward = (event: StoreEvent): void => {
    const type = event.kind === kind ? seenAs(event, concerns) : undefined;
    if (type !== undefined) send({ type, object: request.present(event.object) });
  };
  const version = query.get('resourceVersion') ?? '';
  const initial = isTrue(query.get('sendInitialEvents'));
  if (initial || version === '' || version === '0') {
    for (const object of store.list(kind, namespace).filter(concerns))
      send({ type: 'ADDED', object: request.present(object) });
    if (initial) send(bookmark(kind, store.revision));
  } else {
    if (!/^\d+$/.test(version)) throw new ApiError(400, 'BadRequest', `Invalid value: "${version}": resourceVersion`);
    for (const event of store.eventsAfter(Number(version))) forward(event);
  }
  const unsubscribe = store.subscribe(forward);
  const seconds = Number(query.get('timeoutSeconds') ?? usualTimeoutSeconds) || usualTimeoutSeconds;
  const timer = setTimeout(end, seconds * 1_000);
  timer.unref();
  return () => {
    clearTimeout(timer);
    unsubscribe();
  };
}

/** An object that leaves a selection is deleted for those who watch it; one that comes into it is added. */
function seenAs({ type, object, before }: StoreEvent, concerns: Matches): StoreEvent['type'] | undefined {
  const was = before !== undefined && concerns(before);
  const is = type !== 'DELETED' && concerns(object);
  if (was && is) return 'MODIFIED';
  if (was) return 'DELETED';
  return is ? 'ADDED' : undefined;
}

function bookmark(kind: ResourceKind, revision: number): JsonObject {
  const annotations = { 'k8s.io/initial-events-end': 'true' };
  return {
    type: 'BOOKMARK',
    object: {
      kind: kind.kind,
      apiVersion: apiVersionOf(kind),
      metadata: { resourceVersion: String(revision), creationTimestamp: null, annotations },
    },
  };
}
