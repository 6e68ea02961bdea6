import type { DesiredPool } from '../../cloud/node-pool.js';
import type { Owner } from '../../cloud/ownership.js';
import { maintenanceWindowOf } from './cluster-settings.js';
import { desiredPool } from './desired-pool.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { markKeys } from './labels-and-taints.js';
import { poolValues } from '../options/pool-values.js';
import type { VersionGoal } from './version-goal.js';

/** The goal of a cluster. */
export interface ClusterGoal {
  readonly options: GkeOptionValues;
  readonly owner: Owner;
  readonly project: string;
  readonly versions: VersionGoal;
  readonly pools: readonly DesiredPool[];
  /** Keys of resource labels that an earlier call set. They are removed where the options no longer name them. */
  readonly formerLabels: readonly string[];
  /**
   * Keys of labels and taints that the options name, now or before, by pool. Of keys in Google's domains, the driver
   * changes only these.
   */
  readonly ownKeys: ReadonlyMap<string, ReadonlySet<string>>;
  /**
   * Whether an earlier call set a maintenance window. It is removed where the options have none; a window that others
   * set stays.
   */
  readonly hadMaintenance: boolean;
}

/** What a goal is made from, besides the options. */
export interface GoalSettings {
  readonly owner: Owner;
  readonly project: string;
  readonly versions?: VersionGoal;
  /** The options before this call, if it is an update. */
  readonly previous?: GkeOptionValues;
  /** False where the call did not give `node-count`, so that sizes stay. */
  readonly countGiven?: boolean;
  /** Whether the cluster is in a release channel, where the options name none. Google puts new clusters into one. */
  readonly inChannel?: boolean;
}

/** Makes the goal that the options describe. */
export function clusterGoal(options: GkeOptionValues, settings: GoalSettings): ClusterGoal {
  const { owner, project, versions = {}, previous, countGiven = true, inChannel = true } = settings;
  const formerPools = previous === undefined ? [] : poolValues(previous);
  return {
    options,
    owner,
    project,
    versions,
    pools: poolValues(options, countGiven).map((values) =>
      desiredPool(values, { options, nodeVersion: versions.nodes, inChannel }),
    ),
    formerLabels: (previous?.resourceLabels ?? []).map((label) => label.slice(0, label.indexOf('='))),
    ownKeys: markKeys([...poolValues(options), ...formerPools]),
    hadMaintenance: previous !== undefined && maintenanceWindowOf(previous) !== undefined,
  };
}
