import { ApiError } from './objects/api-error.js';
import type { Snapshots } from './control-endpoints.js';
import type { ObjectStore } from './objects/object-store.js';

/** Keeps snapshots of `store` in memory. `restored` is called after one was restored. */
export function snapshotsOf(store: ObjectStore, restored: () => void): Snapshots {
  const kept = new Map<string, ReturnType<ObjectStore['snapshot']>>();
  return {
    save(name) {
      if (kept.has(name)) throw new ApiError(409, 'AlreadyExists', `snapshot ${name} exists already`);
      kept.set(name, store.snapshot());
    },
    restore(name) {
      const snapshot = kept.get(name);
      if (snapshot === undefined) throw new ApiError(404, 'NotFound', `there is no snapshot ${name}`);
      store.restore(snapshot);
      restored();
    },
    remove(name) {
      kept.delete(name);
    },
  };
}
