/** The first version in a text, as `1.2.3`; a missing last part counts as 0. */
export function parseToolVersion(text: string): string | undefined {
  const [, major, minor, patch = '0'] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}.${patch}`;
}

/** Whether a version of the form `1.2.3` is `oldest` or newer. */
export function isAtLeast(version: string, oldest: string): boolean {
  const [ours, theirs] = [version.split('.').map(Number), oldest.split('.').map(Number)];
  const differing = ours.findIndex((part, index) => part !== theirs[index]);
  return differing === -1 || (ours[differing] ?? 0) > (theirs[differing] ?? 0);
}
