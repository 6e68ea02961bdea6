import { build } from 'esbuild';

/** Bundles `operation-process.ts` into one module that starts fast, and returns its text. */
export async function bundleOperation(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: ['test/providers/gke/support/operation-process.ts'],
    write: false,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'error',
    // Packages of the older kind ask for Node's own modules by `require`.
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  });
  return outputFiles[0]?.text ?? '';
}
