import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Bundles `operation-process.ts` into one file that starts fast, and returns its path, in a directory of its own. */
export async function bundleOperation(): Promise<string> {
  return bundle('test/providers/gke/support/operation-process.ts');
}

async function bundle(entry: string): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'gke-operation-'));
  await build({
    entryPoints: [entry],
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // Packages of the older kind ask for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return join(outdir, basename(entry).replace(/ts$/, 'mjs'));
}
