import type { JsonObject } from '../json.js';
import type { OptionTable } from '../options/option-table.js';
import type { ClusterContext } from './operation-context.js';

/**
 * Saves and restores a cluster's etcd. `snapshot` is the user's name for a snapshot: at most 63 of a-z, 0-9, "-" and
 * ".".
 */
export interface EtcdSnapshots<T extends OptionTable, S extends JsonObject> {
  /** Saves under `snapshot`. @throws CONFLICT when there is one of that name. */
  save(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
  /** Restores the cluster from `snapshot`; returns when its API server answers again. @throws NOT_FOUND */
  restore(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
  /** Deletes `snapshot`. A missing one is success. */
  remove(context: ClusterContext<T, S>, snapshot: string): Promise<void>;
}
