/** Numbers of a version, most important first: `1.34.1-gke.1829001` is 1, 34, 1, 1829001. */
function numbersOf(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/** Below 0 where `one` is older than `other`, above 0 where it is newer; what is not said (`1.34`) counts as equal. */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [numbersOf(one), numbersOf(other)];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether what runs is what is wanted, or already newer: `1.34` is met by `1.34.3-gke.100` and by `1.35.0-gke.5`. */
export function meetsVersion(running: string, wanted: string): boolean {
  return compareVersions(running, wanted) >= 0;
}

/** The newest of `offered` that `wanted` may mean (`1.34`, `1.34.1`, or a whole version); undefined where there is none. */
export function newestMatching(wanted: string, offered: readonly string[]): string | undefined {
  const matching = offered.filter((version) => version === wanted || isPrefix(numbersOf(wanted), numbersOf(version)));
  return [...matching].sort((one, other) => compareVersions(other, one))[0];
}

/** How many minor versions `to` lies above `from`. */
export function minorsBetween(from: string, to: string): number {
  return (numbersOf(to)[1] ?? 0) - (numbersOf(from)[1] ?? 0);
}

/** The minor version alone: `1.34`. */
export function minorOf(version: string): string {
  return numbersOf(version).slice(0, 2).join('.');
}

function isPrefix(short: readonly number[], long: readonly number[]): boolean {
  return short.length > 0 && short.length <= long.length && short.every((number, index) => number === long[index]);
}
