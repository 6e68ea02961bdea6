import { mkdtempSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Bundle } from './bundle.ts';
import { canRunForeign, runProgram } from './run-program.ts';
import { runtimeOptions } from './runtime-options.ts';

const script = fileURLToPath(new URL('compile-ahead.cjs', import.meta.url));

/**
 * What V8 compiles of the bundle until the first calls are answered, and to load what is left of it, by the name of the piece.
 * V8 takes it from the very same V8 only: for another architecture the program is run under qemu, and where there is none, there
 * is no cache: the driver starts more slowly then. The same bundle gives the same bytes every time, because V8's hashes are
 * seeded by a fixed number; that is no option of the packaged program, where they are random as ever.
 */
export function makeCodeCache(
  { chunks, entry, hasStrangers }: Bundle,
  node: string,
  isForeign: boolean,
): ReadonlyMap<string, Buffer> {
  if (isForeign && !canRunForeign()) return new Map();
  const directory = mkdtempSync(join(tmpdir(), 'driver-code-cache-'));
  try {
    for (const [name, text] of chunks) writeFileSync(join(directory, name), text);
    const run = [node, '--random-seed=1', ...runtimeOptions, script, directory, entry, String(hasStrangers)];
    runProgram(run, isForeign);
    const cached = [...chunks.keys()].filter((name) => existsSync(join(directory, `${name}.cache`)));
    return new Map(cached.map((name) => [name, readFileSync(join(directory, `${name}.cache`))]));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
