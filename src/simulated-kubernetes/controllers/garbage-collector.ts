import type { Background } from './background.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import { allKinds } from '../objects/resource-kinds.js';

/** Deletes the objects whose owners all do not exist, a moment after an owner was deleted or the object was made. */
export function runGarbageCollector(store: ObjectStore, background: Background, delayMs: number): void {
  let isDue = false;
  store.subscribe(({ type, object }) => {
    if (isDue || !(type === 'DELETED' || hasOwners(object))) return;
    isDue = true;
    background.later(delayMs, () => {
      isDue = false;
      collect(store);
    });
  });
}

/** Removes the owner from the objects that depend on it, so that they stay when it is deleted (`--cascade=orphan`). */
export function orphanDependents(store: ObjectStore, owner: KubernetesObject): void {
  for (const kind of allKinds) {
    for (const object of store.list(kind)) {
      const owners = object.metadata.ownerReferences ?? [];
      const kept = owners.filter((each) => each.uid !== owner.metadata.uid);
      if (kept.length === owners.length) continue;
      store.replace(kind, { ...object, metadata: { ...object.metadata, ownerReferences: kept } });
    }
  }
}

function hasOwners(object: KubernetesObject): boolean {
  return (object.metadata.ownerReferences ?? []).length > 0;
}

function collect(store: ObjectStore): void {
  const alive = new Set(allKinds.flatMap((kind) => store.list(kind).map((object) => object.metadata.uid)));
  for (const kind of allKinds) {
    for (const object of store.list(kind).filter(hasOwners)) {
      const owners = object.metadata.ownerReferences ?? [];
      if (owners.every((owner) => !alive.has(owner.uid))) {
        store.delete(kind, object.metadata.namespace ?? '', object.metadata.name);
      }
    }
  }
}
