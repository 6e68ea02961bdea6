import type { Json } from '../../core/json.js';

/** Limits within which a cloud scales a pool by itself. */
export interface Autoscaling {
  readonly min: number;
  readonly max: number;
}

/** A desired pool of nodes. */
export interface DesiredPool {
  readonly name: string;
  /** Number of nodes, where the cloud does not scale the pool itself; undefined leaves it as it is. */
  readonly nodeCount?: number;
  /** Undefined for a pool that is not scaled by the cloud. */
  readonly autoscaling?: Autoscaling;
  /** Version of the nodes; undefined leaves it as it is. */
  readonly version?: string;
  /**
   * Settings that can be changed in place, by aspect, in the order of their changes. An absent aspect is left as it is.
   */
  readonly settings: Readonly<Record<string, Json>>;
  /** Settings that cannot change after the pool was made, by aspect. */
  readonly fixed: Readonly<Record<string, Json>>;
}

/** A pool of nodes as the cloud has it. */
export interface ActualPool {
  readonly name: string;
  /** Whether this driver made it: only such pools are changed or deleted. */
  readonly owned: boolean;
  readonly nodeCount: number;
  readonly autoscaling?: Autoscaling;
  readonly version: string;
  readonly settings: Readonly<Record<string, Json>>;
  readonly fixed: Readonly<Record<string, Json>>;
}
