import { basename, extname } from 'node:path';
import type { Metafile } from 'esbuild';

/** What the bundler made: the text of each piece by the name that the bundler gave it. */
export interface BundledPieces {
  readonly texts: ReadonlyMap<string, string>;
  readonly metafile: Metafile;
  /** The pieces that keep their names, for others know them by these. */
  readonly named: readonly string[];
}

const reference = /"\.\/([^"\\/]+\.js)"/g;

/**
 * The pieces under names that are the same wherever they are made: what each begins with, and a number in the order in which it
 * is come across. The bundler's names hold a hash over the paths of files, and whatever is made of names after that, the short
 * names of variables for one, would differ from directory to directory.
 */
export function namePieces({ texts, metafile, named }: BundledPieces): ReadonlyMap<string, string> {
  const entryPoints = new Map(Object.entries(metafile.outputs).map(([path, one]) => [basename(path), one.entryPoint]));
  const names = new Map(named.map((name) => [name, name]));
  // A map's keys may grow while they are gone through.
  for (const name of names.keys()) {
    for (const [, wanted = ''] of (texts.get(name) ?? '').matchAll(reference)) {
      if (names.has(wanted) || !texts.has(wanted)) continue;
      names.set(wanted, `${wordOf(entryPoints.get(wanted))}-${String(names.size)}.js`);
    }
  }
  const rename = (text: string) =>
    text.replace(reference, (whole, name: string) => (names.has(name) ? `"./${names.get(name) ?? ''}"` : whole));
  return new Map([...names].map(([name, given]) => [given, rename(texts.get(name) ?? '')]));
}

/** The name of the file that a piece begins with, not of its directory; code that several pieces share begins with none. */
function wordOf(entryPoint = 'shared'): string {
  return basename(entryPoint, extname(entryPoint)).replace(/[^\w-]/g, '_');
}
