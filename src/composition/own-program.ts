import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Where the packager put everything into one file, it says so here; undefined everywhere else. */
declare const packagedVersion: string | undefined;

/** Whether this program is one file with everything in it, Node.js too. */
export const isPackaged = typeof packagedVersion === 'string';

/** The version of this program. */
export function ownVersion(): string {
  if (typeof packagedVersion === 'string') return packagedVersion;
  const path = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(path, 'utf8')) as { version: string }).version;
}

/** What comes before the arguments of a command line that starts this program once more. */
export function ownCommand(): readonly [program: string, ...args: string[]] {
  if (isPackaged) return [process.execPath];
  return [process.execPath, process.argv[1] ?? fileURLToPath(new URL('../../bin/driver.js', import.meta.url))];
}
