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
 * The part of a driver that differs between clouds. The core implements the contract, checks the options, keeps the
 * state, makes the service account token, limits the time and words the errors; a provider makes and deletes clusters.
 *
 * Rancher starts a new process for every operation and kills it with SIGKILL afterwards. One process calls `create` and
 * then `access`, the next one `update` and `access`, another one `remove`. Nothing kept in memory survives, and nothing
 * of a killed operation was stored. Therefore
 *
 * - every method is idempotent. After a crash, `create` is called again without `resume`: it finds what exists by the
 *   cluster's name, continues with it, and never makes a second one. `create` on a finished cluster brings it to the
 *   options. `remove` of a missing cluster is success;
 * - a resource under the cluster's name that lacks the provider's mark of ownership belongs to somebody else. The
 *   provider throws `CONFLICT`, and neither adopts nor deletes it;
 * - the returned state is the only memory. It is plain JSON, repeats no secret of the options, and is small (Rancher
 *   keeps a cluster's whole record in 1 MiB);
 * - a method returns when the cluster is in the condition asked for, or throws a `DriverError` that says what is left
 *   and what to do.
 *
 * Abilities that not every cloud has are optional methods. Where one is absent, the core refuses the call as
 * unsupported, and does not list the ability among the driver's capabilities.
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
  /** Version of the stored form of `S` and of `options`; starts at 1. */
  readonly stateVersion: number;
  /** Steps that migrate a stored state by one version; needed for every version below `stateVersion`. */
  readonly migrations?: StateMigrations;
  /** Time limits that differ from the usual ones. */
  readonly timeLimits?: Partial<TimeLimits>;
  /**
   * Environment variables that the provider reads; the command line passes them on. Rancher passes only `PATH`, `PWD`
   * and proxies.
   */
  readonly environment?: readonly string[];

  /** Checks the rules between options. Each option alone is right already; must not do I/O. */
  validate?(options: OptionValues<T>): readonly OptionProblem[];

  /** Makes the cluster, or continues an earlier create, until its API server answers and its nodes have joined. */
  create(context: CreateContext<T, S>): Promise<S>;

  /**
   * Returns how to reach the cluster. Called after `create` and `update`, and alone when the token is renewed or the
   * version or size is read. Changes nothing.
   * @throws NOT_FOUND when the cluster does not exist.
   */
  access(context: ClusterContext<T, S>): Promise<ClusterAccess>;

  /** Deletes the cluster and everything that `create` made for it, and waits until it is gone. */
  remove(context: ClusterContext<T, S>): Promise<void>;

  /**
   * Brings the cluster to `options`, starting from its condition in the cloud. Rancher upgrades and scales clusters by
   * it. Where it is absent, the core refuses an Update that changes an option, and names the option.
   */
  update?(context: UpdateContext<T, S>): Promise<S>;

  /** Upgrades the cluster to `version` (without "v"). Returns when it is done. */
  setVersion?(context: ClusterContext<T, S>, version: string): Promise<void>;

  /** Scales the cluster to `count` nodes, counted as `access` counts them. Returns when they are there. */
  setNodeCount?(context: ClusterContext<T, S>, count: number): Promise<void>;

  readonly etcdSnapshots?: EtcdSnapshots<T, S>;

  /**
   * Checks everything that a create needs (credentials, permissions, versions, limits, network) and reports all of it.
   * Changes and creates nothing. A problem is a failed check, not an error.
   */
  doctor?(context: DoctorContext<T>): Promise<readonly Check[]>;

  /** Returns what clusters with these options offer to workloads; must not do I/O. */
  kubernetesCapabilities?(options: Partial<OptionValues<T>>): KubernetesCapabilities;
}

/** What a list says of a provider that it does not load. */
export type ProviderDescription = Pick<Provider, 'name' | 'description' | 'whitelistDomains'>;
