/** The first version in a text, as `1.2.3`; a missing last part counts as 0. */
export function parseToolVersion(text: string): string | undefined {
  const [, major, minor, patch = '0'] = /(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : `${major}.${minor}.${patch}`;
}
