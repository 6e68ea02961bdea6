import type { JsonObject } from '../../core/json.js';
import { ApiError } from '../objects/api-error.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { StoreEvent } from '../objects/event-log.js';
import type { ObjectStore } from '../objects/object-store.js';
import { isTrue } from '../requests/request-info.js';
import { type ResourceKind, apiVersionOf } from '../objects/resource-kind.js';
import type { Matches } from '../objects/selectors.js';

/** The objects of a watch, and the form of its events. */
export interface WatchRequest {
  readonly kind: ResourceKind;
  /** "" for all. */
  readonly namespace: string;
  /** The name of one object; "" for all. */
  readonly name: string;
  readonly matches: Matches;
  readonly query: URLSearchParams;
  /** Turns an object into the form that the client accepts: the object itself, or a table of one row. */
  present(object: KubernetesObject): JsonObject;
}

/** The real server's time limit where the client names no `timeoutSeconds`. */
const usualTimeoutSeconds = 1_800;

/**
 * Streams the changes of a kind. Existing objects come first, unless the client names a version that it has seen. Returns
 * the function that ends the stream; `end` is called when the time limit has passed.
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

/** The event as a watch sees it: an object that leaves the selection counts as deleted, and one that enters it as added. */
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
