import type { OptionProblem } from '../../../core/options/option-problem.js';
import { compareVersions } from '../../../core/compare-versions.js';
import { meetsVersion, minorOf, minorsBetween, newestMatching } from '../../cloud/kubernetes-version.js';
import type { ServerConfig } from '../google/gke-api.js';
import type { GkeOptionValues } from '../options/gke-options.js';

/** The versions to reach; undefined leaves a version as it is. */
export interface VersionGoal {
  readonly controlPlane?: string;
  readonly nodes?: string;
}

/** The running versions; absent for a new cluster. */
export interface RunningVersions {
  readonly controlPlane: string;
  readonly pools: readonly string[];
  /** The channel that the cluster is in, by the API's name. */
  readonly channel?: string;
}

/** The versions that the options ask for, as they were written. */
export function wantedVersions(options: GkeOptionValues): VersionGoal {
  const plain = (version: string | undefined) => version?.replace(/^v/, '');
  const controlPlane = plain(options.kubernetesVersion ?? options.masterVersion);
  const nodes = plain(options.nodeVersion) ?? controlPlane;
  return { ...(controlPlane === undefined ? {} : { controlPlane }), ...(nodes === undefined ? {} : { nodes }) };
}

/** Whether the running versions meet the wanted ones, so that Google's offer need not be read. */
export function versionsAreMet(wanted: VersionGoal, running: RunningVersions): boolean {
  const met = (version: string, goal: string | undefined) =>
    goal === undefined || (goal !== 'latest' && meetsVersion(version, goal));
  return met(running.controlPlane, wanted.controlPlane) && running.pools.every((version) => met(version, wanted.nodes));
}

/**
 * Finds the versions of Google's offer that the options mean (`1.34`, `latest`), and reports problems: a version that
 * is not offered, more than one minor version at once for a control plane, nodes newer than their control plane.
 */
export function resolveVersions(
  options: GkeOptionValues,
  offer: ServerConfig,
  running?: RunningVersions,
): { readonly goal: VersionGoal; readonly problems: readonly OptionProblem[] } {
  const wanted = wantedVersions(options);
  const problems: OptionProblem[] = [];
  const controlOption = options.kubernetesVersion === undefined ? 'master-version' : 'kubernetes-version';
  const controlOffer = offeredTo(options, offer);
  const controlPlane =
    resolve(wanted.controlPlane, offeredInGooglesChannel(options, offer, running), running?.controlPlane) ??
    resolve(wanted.controlPlane, controlOffer, running?.controlPlane);
  if (wanted.controlPlane !== undefined && controlPlane === undefined) {
    problems.push({ option: controlOption, problem: notOffered(wanted.controlPlane, controlOffer) });
  }
  if (controlPlane !== undefined && running !== undefined && minorsBetween(running.controlPlane, controlPlane) > 1) {
    const next = `${minorOf(running.controlPlane).replace(/\d+$/, '')}${String(Number(minorOf(running.controlPlane).split('.')[1]) + 1)}`;
    const problem = `cannot go from ${running.controlPlane} to ${controlPlane} at once: go to ${next} first`;
    problems.push({ option: controlOption, problem });
  }
  const target = controlPlane ?? running?.controlPlane;
  const nodes =
    options.nodeVersion === undefined
      ? target
      : resolve(wanted.nodes, offer.validNodeVersions ?? [], oldest(running?.pools));
  if (options.nodeVersion !== undefined && nodes === undefined) {
    problems.push({ option: 'node-version', problem: notOffered(options.nodeVersion, offer.validNodeVersions ?? []) });
  }
  if (
    options.nodeVersion !== undefined &&
    nodes !== undefined &&
    target !== undefined &&
    compareVersions(nodes, target) > 0
  ) {
    const problem = `must not be newer than the control plane: ${nodes} is newer than ${target}`;
    problems.push({ option: 'node-version', problem });
  }
  return {
    goal: {
      ...(controlPlane === undefined ? {} : { controlPlane }),
      ...(wanted.nodes === undefined || nodes === undefined ? {} : { nodes }),
    },
    problems,
  };
}

/** Keeps the running version where it meets the wanted one, and else chooses one from the offer. */
function resolve(
  wanted: string | undefined,
  offered: readonly string[],
  running: string | undefined,
): string | undefined {
  if (wanted === undefined) return undefined;
  if (wanted === 'latest') return [...offered].sort((one, other) => compareVersions(other, one))[0];
  if (running !== undefined && meetsVersion(running, wanted)) return running;
  return newestMatching(wanted, offered);
}

function offeredTo({ releaseChannel }: GkeOptionValues, offer: ServerConfig): readonly string[] {
  const channel = offer.channels?.find((each) => each.channel === releaseChannel?.toUpperCase());
  return channel?.validVersions ?? offer.validMasterVersions ?? [];
}

/**
 * The versions of the channel that Google chose, for a cluster whose options name no channel. Google may refuse newer
 * ones.
 */
function offeredInGooglesChannel(
  { releaseChannel }: GkeOptionValues,
  offer: ServerConfig,
  running: RunningVersions | undefined,
): readonly string[] {
  if (releaseChannel !== undefined) return [];
  return offer.channels?.find(({ channel }) => channel === running?.channel)?.validVersions ?? [];
}

function oldest(versions: readonly string[] | undefined): string | undefined {
  return [...(versions ?? [])].sort(compareVersions)[0];
}

function notOffered(wanted: string, offered: readonly string[]): string {
  const newest = [...offered].sort((one, other) => compareVersions(other, one)).slice(0, 5);
  return `${wanted} is not offered by GKE here; offered are ${newest.join(', ')}${offered.length > 5 ? ', …' : ''}`;
}
