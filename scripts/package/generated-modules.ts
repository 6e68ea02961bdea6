import { isAbsolute, join } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';
import { driverCodec } from './driver-codec.ts';
import { entryModule, type EntrySettings } from './entry-module.ts';

/** The name of the module that a packaged driver begins with. */
export const entryName = 'packaged-driver';

/** Provides the modules that are generated for one packaged driver: its entry, and the code of the contract. */
export function generatedModules(root: string, settings: EntrySettings): Plugin {
  const namespace = 'generated';
  return {
    name: namespace,
    setup: (build) => {
      build.onResolve({ filter: new RegExp(`^${entryName}$`) }, ({ path }) => ({ path, namespace }));
      build.onResolve({ filter: /^driver-codec$/, namespace }, ({ path }) => ({ path, namespace }));
      build.onLoad({ filter: new RegExp(`^${entryName}$`), namespace }, async () => {
        const providers = await Promise.all(settings.providers.map((provider) => located(build, provider)));
        return { contents: entryModule({ ...settings, providers }), loader: 'ts', resolveDir: root };
      });
      build.onLoad({ filter: /^driver-codec$/, namespace }, async () => ({
        contents: await driverCodec(join(root, 'proto', 'driver.proto')),
        loader: 'js',
        resolveDir: root,
      }));
    },
  };
}

/** A package is looked for from the working directory, not from ours. */
async function located<T extends { readonly module: string }>(build: PluginBuild, provider: T): Promise<T> {
  const { module } = provider;
  if (isAbsolute(module)) return provider;
  const { path, errors } = await build.resolve(module, { resolveDir: process.cwd(), kind: 'dynamic-import' });
  if (path === '') throw new Error(errors[0]?.text ?? `there is no package ${module}`);
  return { ...provider, module: path };
}
