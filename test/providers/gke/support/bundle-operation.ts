import { build } from 'esbuild';
import { asNodeModules } from './as-node-modules.js';

/** Bundles `operation-process.ts` into one module that starts fast, and returns its text. */
export async function bundleOperation(): Promise<string> {
  const { outputFiles } = await build({
    ...asNodeModules,
    entryPoints: ['test/providers/gke/support/operation-process.ts'],
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}
