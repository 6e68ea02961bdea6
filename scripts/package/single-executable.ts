import { execFileSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Bundle } from './bundle.ts';
import { runtimeOptions } from './runtime-options.ts';
import { stripSymbols } from './strip-symbols.ts';

const postject = createRequire(import.meta.url)('postject') as {
  inject: (file: string, name: string, resource: Buffer, options: { sentinelFuse: string }) => Promise<void>;
};

/** What Node looks for to see that it carries a program (nodejs/node, "Single executable applications"). */
const sentinelFuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

/** Puts a program and its code cache into a copy of `node`, and writes that to `output`. */
export async function makeExecutable(
  { chunks, entry }: Bundle,
  codeCache: ReadonlyMap<string, Buffer>,
  { node, builder, output }: { readonly node: string; readonly builder: string; readonly output: string },
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'driver-package-'));
  try {
    const assets: Record<string, string> = {};
    const add = (name: string, content: string | Buffer) => {
      assets[name] = join(directory, name);
      writeFileSync(assets[name], content);
    };
    for (const [name, text] of chunks) add(name, text);
    for (const [name, data] of codeCache) add(`${name}.cache`, data);
    // The path of the main script ends up in the blob: a relative one is the same wherever it is made.
    writeFileSync(join(directory, 'boot.cjs'), await bootScript(entry, [...codeCache.keys()]));
    const config = {
      main: 'boot.cjs',
      output: 'blob',
      disableExperimentalSEAWarning: true,
      execArgv: runtimeOptions,
      execArgvExtension: 'none',
      assets,
    };
    writeFileSync(join(directory, 'sea.json'), JSON.stringify(config));
    execFileSync(builder, ['--experimental-sea-config', 'sea.json'], {
      cwd: directory,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const draft = join(directory, 'executable');
    writeFileSync(draft, stripSymbols(readFileSync(node)), { mode: 0o755 });
    await quietly(() =>
      postject.inject(draft, 'NODE_SEA_BLOB', readFileSync(join(directory, 'blob')), { sentinelFuse }),
    );
    writeInPieces(output, readFileSync(draft));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** The main script, which loads the pieces. */
async function bootScript(entry: string, cached: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('boot.cjs', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    write: false,
    define: { CACHED_PIECES: JSON.stringify(cached), FIRST_PIECE: JSON.stringify(entry) },
  });
  return outputFiles[0]?.text ?? '';
}

/** The library prints warnings about notes that Node's binary has none of. */
async function quietly(work: () => Promise<void>): Promise<void> {
  const { log, warn, error } = console;
  Object.assign(console, { log: () => undefined, warn: () => undefined, error: () => undefined });
  try {
    await work();
  } finally {
    Object.assign(console, { log, warn, error });
  }
}

/**
 * Writes a file as a download does. Written in one piece, Linux keeps it in memory in large pages and counts whole ones to
 * every process that touches a part: the driver's resident memory would read 15 MB more than it does where Rancher puts it.
 */
function writeInPieces(path: string, content: Buffer): void {
  const file = openSync(path, 'w', 0o755);
  try {
    for (let at = 0; at < content.length; at += 32_768)
      writeSync(file, content, at, Math.min(32_768, content.length - at));
  } finally {
    closeSync(file);
  }
}
