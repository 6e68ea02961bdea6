import { compareVersions, versionNumbers } from '../compare-versions.js';

/** Versions of Rancher that end when a driver answers an Update with an error. */
export interface CrashingVersions {
  /** The first that does. */
  readonly since: string;
  /** The first that does so no more; absent while none is known. */
  readonly until?: string;
  /** Where that is known from. */
  readonly source: string;
}

/** The one list of them. */
export const crashingVersions: readonly CrashingVersions[] = [
  {
    since: '2.15.0',
    source:
      'clusterprovisioner, `reconcileCluster`: the error of Update, or of the PostCheck after it, is lost, and the secret that ' +
      'was not returned is read; seen in servers of 2.15 and of master, August 2026',
  },
];

/** Which of them a version is, such as `v2.15.1`, `v2.15-head` or `v2.15.0-rc2`; undefined where it is none, or no version. */
export function crashingVersionsOf(version: string): CrashingVersions | undefined {
  if (versionNumbers(version).length < 2) return undefined;
  return crashingVersions.find(
    ({ since, until }) =>
      compareVersions(version, since) >= 0 && (until === undefined || compareVersions(version, until) < 0),
  );
}
