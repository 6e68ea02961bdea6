import type { FindBackend } from './container/container-state.ts';
import type { OperationTiming } from './container/operations.ts';
import type { SeededCluster } from './container/seed-cluster.ts';
import type { Fault } from './faults/fault.ts';
import type { RequestHooks } from './http/request-pipeline.ts';
import type { World } from './world.ts';

/** How a double is to be; everything has a usual value. */
export interface DoubleSettings {
  /** What exists, where it differs from the usual world. */
  readonly world?: Partial<World>;
  /** Clusters that are there from the start. */
  readonly clusters?: readonly SeededCluster[];
  /** After how many looks, or how much time on the clock, an operation is done: 2 looks unless given. */
  readonly operations?: OperationTiming;
  /** The double's clock in milliseconds: the machine's unless given. */
  readonly now?: () => number;
  /** How long access tokens live: 3,599 s unless given, as Google's. */
  readonly tokenLifetimeS?: number;
  readonly faults?: readonly Fault[];
  readonly hooks?: RequestHooks;
  /** Where each new cluster can be reached: unless given, a closed port of this machine and a certificate of nobody. */
  readonly clusterBackend?: FindBackend;
  /** Answers carry the fields that the proto calls deprecated as well, as today's API does. */
  readonly answerDeprecated?: boolean;
  /** The longest page of a list of compute/v1: 500 unless given, as Google's. */
  readonly pageSize?: number;
  /** Serves HTTPS with these instead of HTTP. */
  readonly tls?: { readonly keyPem: string; readonly certPem: string };
  /** The host that the double names in its own addresses: `127.0.0.1`, where it listens, unless given. */
  readonly host?: string;
}
