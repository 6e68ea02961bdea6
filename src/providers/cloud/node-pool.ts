import type { Json } from '../../core/json.js';

/** Limits within which a cloud scales a pool by itself. */
export interface Autoscaling {
  readonly min: number;
  readonly max: number;
}

/** A pool of nodes as it should be. */
export interface DesiredPool {
  readonly name: string;
  /** Nodes to have, where the cloud does not scale the pool itself; undefined leaves the number alone. */
  readonly nodeCount?: number;
  /** Undefined for a pool that is not scaled by the cloud. */
  readonly autoscaling?: Autoscaling;
  /** Version of the nodes; undefined leaves it alone. */
  readonly version?: string;
  /** What can be changed in place, by aspect, in the order in which it is changed; an aspect that is not named is left alone. */
  readonly settings: Readonly<Record<string, Json>>;
  /** What stays as it was when the pool was made, by aspect. */
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
