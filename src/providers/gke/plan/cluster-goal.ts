import type { DesiredPool } from '../../cloud/node-pool.js';
import type { Owner } from '../../cloud/ownership.js';
import { maintenanceWindowOf } from './cluster-settings.js';
import { desiredPool } from './desired-pool.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { markKeys } from './labels-and-taints.js';
import { poolValues } from '../options/pool-values.js';
import type { VersionGoal } from './version-goal.js';

/** Everything that a cluster is to be. */
export interface ClusterGoal {
  readonly options: GkeOptionValues;
  readonly owner: Owner;
  readonly project: string;
  readonly versions: VersionGoal;
  readonly pools: readonly DesiredPool[];
  /** Keys of resource labels that an earlier call had set: they go where the options name them no more. */
  readonly formerLabels: readonly string[];
  /** Keys of labels and taints that the options name, or named before, by pool: of Google's names, only these are ours. */
  readonly ownMarks: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether an earlier call had set a maintenance window: it goes where the options have none; one of others stays. */
  readonly hadMaintenance: boolean;
}

/** What a goal is made of besides the options. */
export interface GoalSettings {
  readonly owner: Owner;
  readonly project: string;
  readonly versions?: VersionGoal;
  /** The options before this call, if it is an update. */
  readonly previous?: GkeOptionValues;
  /** False where the call said nothing about `node-count`, so that sizes stay. */
  readonly countGiven?: boolean;
  /** Whether the cluster is in a release channel where the options do not say; Google puts a new one into one. */
  readonly inChannel?: boolean;
}

/** The goal that the options describe. */
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
    ownMarks: markKeys([...poolValues(options), ...formerPools]),
    hadMaintenance: previous !== undefined && maintenanceWindowOf(previous) !== undefined,
  };
}
