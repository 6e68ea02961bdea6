import type { JsonObject } from '../json.js';
import type { OptionTable } from '../options/option-table.js';
import type { ClusterContext } from './operation-context.js';

/** The ability to save and restore a cluster's etcd. `snapshot` is the user's name for it: a DNS label. */
export interface EtcdSnapshots<T extends OptionTable, S extends JsonObject> {
  /** Saves under `snapshot`. @throws CONFLICT when there is one of that name. */
  save(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
  /** Puts the cluster back to `snapshot`; returns when its API server answers again. @throws NOT_FOUND */
  restore(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
  /** Deletes `snapshot`; one that is gone is success. */
  remove(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
}
