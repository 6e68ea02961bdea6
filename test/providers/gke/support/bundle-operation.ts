import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

/** Bundles `operation-process.ts` into one file that starts fast, and returns its path, in a directory of its own. */
export async function bundleOperation(): Promise<string> {
  return bundle('test/providers/gke/support/operation-process.ts');
}

/** The same for the provider alone. What it loads late is in files of its own, as it is from source. */
export async function bundleProvider(): Promise<string> {
  return bundle('src/providers/gke/gke-provider.ts', true);
}

async function bundle(entry: string, splitting = false): Promise<string> {
  const outdir = await mkdtemp(join(tmpdir(), 'gke-operation-'));
  await build({
    entryPoints: [entry],
    outdir,
    splitting,
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
