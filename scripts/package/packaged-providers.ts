import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { onlyPath } from './only-path.ts';
import type { PackagedProvider } from './packaged-provider.ts';

/** Puts the chosen providers in the place of `src/composition/built-in-providers.ts` of the checkout at `root`. */
export function packagedProviders(
  root: string,
  providers: readonly PackagedProvider[],
  defaultProvider: string,
): Plugin {
  const list = join(root, 'src/composition/built-in-providers.ts');
  return {
    name: 'packaged-providers',
    setup: (build) => {
      build.onLoad({ filter: onlyPath(list) }, ({ path }) => ({
        resolveDir: dirname(path),
        loader: 'ts',
        contents: `${onMachineNetwork}
export const defaultProvider = ${JSON.stringify(defaultProvider)};
export const builtInProviders = {
${providers.map(entry).join('\n')}
};`,
      }));
      build.onResolve({ filter: /^[^./]/ }, async ({ path, importer, kind, pluginData }) => {
        const isPackage = providers.some(({ module }) => module === path);
        if (!isPackage || importer !== list || pluginData === list) return undefined;
        return build.resolve(path, { resolveDir: process.cwd(), importer, kind, pluginData: list });
      });
      if (providers.every(({ name }) => name !== 'mock')) {
        build.onLoad({ filter: onlyPath(join(root, 'src/packaging/hidden-programs.ts')) }, () => ({
          loader: 'ts',
          contents: 'export const hiddenPrograms = {};',
        }));
      }
    },
  };
}

function entry({ name, description, module, isBuiltIn, whitelistDomains }: PackagedProvider): string {
  const load = `() => import(${JSON.stringify(module)})`;
  const facts = `description: ${JSON.stringify(description)}, whitelistDomains: ${JSON.stringify(whitelistDomains)}`;
  return `  ${JSON.stringify(name)}: { ${facts}, load: ${isBuiltIn ? load : `onMachineNetwork(${load})`} },`;
}

/** As `loadProvider` does it for adapters that are not packaged. */
const onMachineNetwork = `
const onMachineNetwork = (load) => async (log) => {
  const { useMachineNetwork } = await import('../adapters/network/machine-network.js');
  await useMachineNetwork(log);
  return load();
};`;
