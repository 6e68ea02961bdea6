import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { asNodeModules } from './as-node-modules.js';

/** The provider as files, of which each is loaded when it is needed. */
export interface BundledProvider {
  /** The URL of the module that exports `createProvider`. */
  readonly entry: string;
  /** The URLs of all of them. */
  readonly files: readonly string[];
  /** What a file was made of, by paths in this repository; nothing where it is none of these files. */
  sourcesOf(url: string): readonly string[];
}

/** Bundles the provider into a directory; what it loads late is in files of its own, as it is from source. */
export async function bundleProvider(directory: string): Promise<BundledProvider> {
  const entry = 'src/providers/gke/gke-provider.ts';
  const { metafile } = await build({
    ...asNodeModules,
    entryPoints: [entry],
    outdir: directory,
    splitting: true,
    metafile: true,
    outExtension: { '.js': '.mjs' },
  });
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
    url: pathToFileURL(resolve(path)).href,
    ...output,
  }));
  return {
    entry: outputs.find(({ entryPoint }) => entryPoint === entry)?.url ?? '',
    files: outputs.map(({ url }) => url),
    sourcesOf: (wanted) => Object.keys(outputs.find(({ url }) => url === wanted)?.inputs ?? {}),
  };
}
