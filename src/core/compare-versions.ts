/** The numbers of a version, most important first: `1.34.1-gke.1829001` is 1, 34, 1, 1829001. */
export function versionNumbers(version: string): readonly number[] {
  return (version.match(/\d+/g) ?? []).map(Number);
}

/**
 * Orders two versions by their numbers: below 0 where `one` is older than `other`, above 0 where it is newer. Numbers
 * that one of them lacks (`1.34`) count as equal.
 */
export function compareVersions(one: string, other: string): number {
  const [ours, theirs] = [versionNumbers(one), versionNumbers(other)];
  for (let index = 0; index < Math.min(ours.length, theirs.length); index++) {
    const difference = (ours[index] ?? 0) - (theirs[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
