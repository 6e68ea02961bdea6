import type { ClusterAccess } from './cluster-access.js';
import type { Check, DoctorContext } from './doctor.js';
import type { EtcdSnapshots } from './etcd-snapshots.js';
import type { JsonObject } from '../json.js';
import type { OptionProblem } from '../options/option-problem.js';
import type { ClusterContext, CreateContext, UpdateContext } from './operation-context.js';
import type { KubernetesCapabilities } from './kubernetes-capabilities.js';
import type { OptionTable, OptionValues } from '../options/option-table.js';
import type { StateMigrations } from '../state/state.js';
import type { TimeLimits } from './time-limits.js';

/**
 * What differs between clouds. The core speaks the contract, checks the options, keeps the state, makes the service account
 * token, limits the time and words the errors; a provider makes and deletes clusters.
 *
 * Who calls, in which order, how often: Rancher starts a new process for every operation and kills it with SIGKILL after.
 * One process calls `create` and then `access`, the next `update` and `access`, another `remove`. Nothing kept in
 * memory survives; nothing of an operation that was killed was stored. Therefore
 *
 * - every method is idempotent. `create` is called again after a crash, with no `resume`: it finds what exists by the
 *   cluster's name, goes on with it, and never makes a second one. `create` on a finished cluster converges to the options.
 *   `remove` of what is gone is success;
 * - what a provider finds under the cluster's name without its own mark of ownership belongs to somebody else: `CONFLICT`,
 *   never adopted, never deleted;
 * - the returned state is the only memory: plain JSON, no secrets that options hold already, small (Rancher keeps a cluster's
 *   whole record in 1 MiB);
 * - a method ends when the cluster is in the condition asked for, or throws a `DriverError` that says what is left and what to do.
 *
 * Abilities that not every cloud has are optional methods: what is absent is answered as unsupported, and Rancher is told so.
 */
export interface Provider<T extends OptionTable = OptionTable, S extends JsonObject = JsonObject> {
  /** `[a-z0-9]+`; the name in `--provider`, in the state and, packaged, in Rancher's catalogue. */
  readonly name: string;
  /** One sentence for `driver providers`. */
  readonly description: string;
  /**
   * Hosts of the cloud, such as `*.example.com`, that a UI extension may reach through Rancher's proxy; none where absent.
   * They become the `whitelistDomains` of the KontainerDriver.
   */
  readonly whitelistDomains?: readonly string[];
  readonly options: T;
  /** Version of the shape of `S` and of `options` as they are stored; starts at 1. */
  readonly stateVersion: number;
  /** How to bring a stored state of an older version up by one; needed for every version below `stateVersion`. */
  readonly migrations?: StateMigrations;
  /** Where the usual limits do not fit. */
  readonly timeLimits?: Partial<TimeLimits>;
  /** Environment variables that the provider reads when a person runs it; passed on by the CLI. Rancher passes none. */
  readonly environment?: readonly string[];

  /** Checks what one option alone cannot tell. Called with options that are right one by one; must not do I/O. */
  validate?(options: OptionValues<T>): readonly OptionProblem[];

  /** Makes the cluster, or goes on making it, until its API server answers and its nodes are there. */
  create(context: CreateContext<T, S>): Promise<S>;

  /**
   * Says how to reach the cluster. Called after `create` and `update`, and alone whenever the token is renewed or the
   * version or size is asked for. Changes nothing.
   * @throws NOT_FOUND when the cluster does not exist.
   */
  access(context: ClusterContext<T, S>): Promise<ClusterAccess>;

  /** Deletes the cluster and all that `create` made for it, and waits until it is gone. */
  remove(context: ClusterContext<T, S>): Promise<void>;

  /**
   * Brings the cluster to `options`, starting from what the cloud has. Upgrades and scaling come this way.
   * Where absent, an Update that changes any option is refused by name.
   */
  update?(context: UpdateContext<T, S>): Promise<S>;

  /** Upgrades the cluster to `version` (without "v"). Returns when it is done. */
  setVersion?(context: ClusterContext<T, S>, version: string): Promise<void>;

  /** Scales the cluster to `count` nodes, counted as `access` counts them. Returns when they are there. */
  setNodeCount?(context: ClusterContext<T, S>, count: number): Promise<void>;

  readonly etcdSnapshots?: EtcdSnapshots<T, S>;

  /**
   * Looks at everything that a create needs (credentials, permissions, versions, limits, the way there) and reports all of it.
   * Changes nothing and creates nothing; what is wrong is a failed check, not an error.
   */
  doctor?(context: DoctorContext<T>): Promise<readonly Check[]>;

  /** What clusters of these options offer to workloads; must not do I/O. */
  kubernetesCapabilities?(options: Partial<OptionValues<T>>): KubernetesCapabilities;
}

/** What a list says of a provider that it does not load. */
export type ProviderDescription = Pick<Provider, 'name' | 'description' | 'whitelistDomains'>;
