import { DriverError } from '../../../core/driver-error.js';
import type { OptionProblem } from '../../../core/options/option-problem.js';
import { compareVersions } from '../../../core/compare-versions.js';
import type { Owner } from '../../cloud/ownership.js';
import { type ClusterGoal, clusterGoal, type GoalSettings } from './cluster-goal.js';
import { checkOffer } from './check-offer.js';
import type { Cluster } from '../google/gke-api.js';
import type { GkeCatalogue } from '../google/gke-catalogue.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import type { GoogleCloud } from '../google/google-cloud.js';
import { poolValues } from '../options/pool-values.js';
import { resolveVersions, type RunningVersions, versionsAreMet, wantedVersions } from './version-goal.js';

/** The owner of the goal, and the options of before. */
export type GoalRequest = Omit<GoalSettings, 'versions' | 'project' | 'owner'> & { readonly owner: Owner };

/**
 * Makes the goal from the options and Google's offer, for an existing cluster or, where `cluster` is undefined, for a
 * new one. Google's offer is read only where something depends on it.
 * @throws INVALID naming every option for which Google offers nothing, and every version that cannot be reached
 */
export async function resolveGoal(
  options: GkeOptionValues,
  request: GoalRequest,
  cloud: GoogleCloud,
  catalogue: GkeCatalogue,
  cluster: Cluster | undefined,
): Promise<ClusterGoal> {
  const channel = cluster?.releaseChannel?.channel ?? 'UNSPECIFIED';
  const inChannel = cluster === undefined || channel !== 'UNSPECIFIED';
  const settings = { ...request, project: cloud.location.project, inChannel };
  const names = new Set(poolValues(options).map(({ name }) => name));
  const running = runningVersions(cluster, names, channel);
  const problems: OptionProblem[] = [...downgrades(options, request.previous, running)];
  const needsVersions =
    running === undefined
      ? wantedVersions(options).controlPlane !== undefined || options.nodeVersion !== undefined
      : !versionsAreMet(wantedVersions(options), running) ||
        // A new pool gets the control plane's version, unless another is given.
        (options.nodeVersion !== undefined && running.pools.length < names.size);
  let versions = {};
  if (needsVersions) {
    const resolved = resolveVersions(options, await catalogue.offer(cloud), running);
    problems.push(...resolved.problems);
    versions = resolved.goal;
  }
  const goal = clusterGoal(options, { ...settings, versions });
  problems.push(...(await checkOffer(goal, cluster, cloud, catalogue)));
  if (problems.length === 0) return goal;
  const lines = problems.map(({ option, problem }) => `${option} ${problem}`);
  throw new DriverError('INVALID', { attempted: `check the options against Google's offer`, why: lines.join('; ') });
}

/**
 * The running versions of the control plane, and of the pools that the options name. Other pools are not this driver's
 * to upgrade.
 */
function runningVersions(
  cluster: Cluster | undefined,
  names: ReadonlySet<string>,
  channel: string,
): RunningVersions | undefined {
  if (cluster === undefined) return undefined;
  const own = (cluster.nodePools ?? []).filter(({ name }) => names.has(name ?? ''));
  const pools = own.map(({ version }) => version ?? '').filter((version) => version !== '');
  return { controlPlane: cluster.currentMasterVersion ?? '', pools, channel };
}

/**
 * Refuses an edit to an older version. An old version that was not edited is no problem: Google has upgraded the
 * cluster by itself.
 */
function downgrades(
  options: GkeOptionValues,
  previous: GkeOptionValues | undefined,
  running: RunningVersions | undefined,
): readonly OptionProblem[] {
  if (previous === undefined || running === undefined) return [];
  const [wanted, before] = [wantedVersions(options), wantedVersions(previous)];
  const option = options.kubernetesVersion === undefined ? 'master-version' : 'kubernetes-version';
  const newest = [...running.pools].sort((one, other) => compareVersions(other, one))[0];
  return [
    ...downgrade(option, running.controlPlane, wanted.controlPlane, before.controlPlane),
    ...(options.nodeVersion === undefined ? [] : downgrade('node-version', newest, wanted.nodes, before.nodes)),
  ];
}

function downgrade(
  option: string,
  running: string | undefined,
  wanted: string | undefined,
  before: string | undefined,
): readonly OptionProblem[] {
  if (running === undefined || wanted === undefined || wanted === 'latest' || wanted === before) return [];
  if (compareVersions(running, wanted) <= 0) return [];
  return [{ option, problem: `cannot go back from ${running} to ${wanted}` }];
}
