import { compareVersions, versionNumbers } from '../../core/compare-versions.js';

/** Whether the running version is the wanted one or newer: `1.34` is met by `1.34.3-gke.100` and by `1.35.0-gke.5`. */
export function meetsVersion(running: string, wanted: string): boolean {
  return compareVersions(running, wanted) >= 0;
}

/** The newest of `offered` that `wanted` may mean (`1.34`, `1.34.1`, or a whole version); undefined where there is none. */
export function newestMatching(wanted: string, offered: readonly string[]): string | undefined {
  const matching = offered.filter(
    (version) => version === wanted || isPrefix(versionNumbers(wanted), versionNumbers(version)),
  );
  return [...matching].sort((one, other) => compareVersions(other, one))[0];
}

/** How many minor versions `to` lies above `from`. */
export function minorsBetween(from: string, to: string): number {
  return (versionNumbers(to)[1] ?? 0) - (versionNumbers(from)[1] ?? 0);
}

/** The minor version alone: `1.34`. */
export function minorOf(version: string): string {
  return versionNumbers(version).slice(0, 2).join('.');
}

function isPrefix(short: readonly number[], long: readonly number[]): boolean {
  return short.length > 0 && short.length <= long.length && short.every((number, index) => number === long[index]);
}
