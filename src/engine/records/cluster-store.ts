import type { ClusterRecord } from './cluster-record.js';

/**
 * Where the records of clusters are kept. A write is complete and durable when it resolves; a write that fails changes
 * nothing.
 */
export interface ClusterStore {
  /**
   * The record, or undefined where there is none.
   * @throws INVALID when it cannot be read: damaged, or written by a newer version
   */
  read(name: string): Promise<ClusterRecord | undefined>;
  write(record: ClusterRecord): Promise<void>;
  /** Deletes the record. A record that does not exist is success. */
  remove(name: string): Promise<void>;
}
