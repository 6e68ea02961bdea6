import type { ClusterRecord } from './cluster-record.js';

/** Where the records of clusters are kept. A write is durable and complete when it resolves, or has not happened. */
export interface ClusterStore {
  /**
   * The record, or undefined where there is none.
   * @throws INVALID when it cannot be read: damaged, or written by a newer version
   */
  read(name: string): Promise<ClusterRecord | undefined>;
  write(record: ClusterRecord): Promise<void>;
  /** Forgets the record; one that is gone is success. */
  remove(name: string): Promise<void>;
}
