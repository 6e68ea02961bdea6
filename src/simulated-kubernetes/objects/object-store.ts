import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/json.js';
import { alreadyExists, conflict, notFound } from './api-error.js';
import { EventLog, type StoreEvent } from './event-log.js';
import { type DraftObject, type KubernetesObject, textAt } from './kubernetes-object.js';
import type { ResourceKind } from './resource-kind.js';

/** Every object of the cluster, in memory. One revision number grows with every change, as in etcd. */
export class ObjectStore {
  readonly #objects = new Map<ResourceKind, Map<string, KubernetesObject>>();
  readonly #events = new EventLog();
  #revision = 1;

  constructor(readonly now: () => Date = () => new Date()) {}

  /** The number of the latest change. */
  get revision(): number {
    return this.#revision;
  }

  /** The stored object, if there is one. `namespace` is "" for kinds without. */
  find(kind: ResourceKind, namespace: string, name: string): KubernetesObject | undefined {
    return this.#objects.get(kind)?.get(keyOf(namespace, name));
  }

  /** The stored object. @throws ApiError 404 */
  get(kind: ResourceKind, namespace: string, name: string): KubernetesObject {
    const object = this.find(kind, namespace, name);
    if (object === undefined) throw notFound(kind, name);
    return object;
  }

  /** The objects of a kind in one namespace, or in all where it is "", ordered by namespace and name. */
  list(kind: ResourceKind, namespace = ''): readonly KubernetesObject[] {
    const objects = [...(this.#objects.get(kind)?.entries() ?? [])];
    return objects
      .filter(([key]) => namespace === '' || key.startsWith(`${namespace}/`))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, object]) => object);
  }

  /** Stores a new object with an identity of its own. @throws ApiError 409 AlreadyExists */
  insert(kind: ResourceKind, draft: DraftObject): KubernetesObject {
    const namespace = textAt(draft, 'metadata', 'namespace');
    const name = textAt(draft, 'metadata', 'name');
    if (this.find(kind, namespace, name) !== undefined) throw alreadyExists(kind, name);
    const creationTimestamp = `${this.now().toISOString().slice(0, 19)}Z`;
    const object = { ...draft, metadata: { ...draft.metadata, uid: randomUUID(), creationTimestamp } };
    return this.#commit('ADDED', kind, object);
  }

  /**
   * Stores a new version of an object, which keeps its identity. A draft without a resource version overwrites the stored
   * object.
   * @throws ApiError 404, 409 Conflict when the draft is based on another version than the stored one
   */
  replace(kind: ResourceKind, draft: DraftObject): KubernetesObject {
    const before = this.get(kind, textAt(draft, 'metadata', 'namespace'), textAt(draft, 'metadata', 'name'));
    const base = textAt(draft, 'metadata', 'resourceVersion');
    if (base !== '' && base !== before.metadata.resourceVersion) {
      const why = 'the object has been modified; please apply your changes to the latest version and try again';
      throw conflict(kind, before.metadata.name, why);
    }
    const { uid, creationTimestamp } = before.metadata;
    return this.#commit(
      'MODIFIED',
      kind,
      { ...draft, metadata: { ...draft.metadata, uid, creationTimestamp } },
      before,
    );
  }

  /** Deletes an object, even if others depend on it. @throws ApiError 404 */
  delete(kind: ResourceKind, namespace: string, name: string): KubernetesObject {
    const before = this.get(kind, namespace, name);
    return this.#commit('DELETED', kind, before, before);
  }

  /** Calls `listener` after every change, in order, until the returned function is called. */
  subscribe(listener: (event: StoreEvent) => void): () => void {
    return this.#events.subscribe(listener);
  }

  /** The changes after `revision`. @throws ApiError 410 when they are no longer remembered */
  eventsAfter(revision: number): readonly StoreEvent[] {
    return this.#events.after(revision);
  }

  /** A copy of everything that is stored, for `restore`. */
  snapshot(): ReadonlyMap<ResourceKind, readonly KubernetesObject[]> {
    return new Map([...this.#objects].map(([kind, objects]) => [kind, [...objects.values()]]));
  }

  /** Makes the store hold what `snapshot` holds. The objects get their old identities back; their versions still grow. */
  restore(snapshot: ReadonlyMap<ResourceKind, readonly KubernetesObject[]>): void {
    for (const [kind, objects] of this.snapshot()) {
      const kept = new Set((snapshot.get(kind) ?? []).map((each) => each.metadata.uid));
      for (const object of objects) if (!kept.has(object.metadata.uid)) this.#commit('DELETED', kind, object, object);
    }
    for (const [kind, objects] of snapshot) {
      for (const object of objects) {
        const before = this.find(kind, object.metadata.namespace ?? '', object.metadata.name);
        this.#commit(before === undefined ? 'ADDED' : 'MODIFIED', kind, object, before);
      }
    }
  }

  #commit(
    type: StoreEvent['type'],
    kind: ResourceKind,
    content: JsonObject & { readonly metadata: JsonObject },
    before?: KubernetesObject,
  ): KubernetesObject {
    this.#revision += 1;
    const metadata = { ...content.metadata, resourceVersion: String(this.#revision) };
    const object = { ...content, metadata } as unknown as KubernetesObject;
    const objects = this.#objects.get(kind) ?? new Map<string, KubernetesObject>();
    this.#objects.set(kind, objects);
    const key = keyOf(object.metadata.namespace ?? '', object.metadata.name);
    if (type === 'DELETED') objects.delete(key);
    else objects.set(key, object);
    this.#events.add({ type, kind, object, revision: this.#revision, ...(before === undefined ? {} : { before }) });
    return object;
  }
}

function keyOf(namespace: string, name: string): string {
  return `${namespace}/${name}`;
}
