import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';
import type { PackagedProvider } from './packaged-provider.ts';

/** Puts the chosen providers in the place of `src/composition/built-in-providers.ts`. */
export function packagedProviders(providers: readonly PackagedProvider[], defaultProvider: string): Plugin {
  return {
    name: 'packaged-providers',
    setup: (build) => {
      build.onLoad({ filter: /src\/composition\/built-in-providers\.ts$/ }, ({ path }) => ({
        resolveDir: dirname(path),
        loader: 'ts',
        contents: `${onMachineNetwork}
export const defaultProvider = ${JSON.stringify(defaultProvider)};
export const builtInProviders = {
${providers.map(entry).join('\n')}
};`,
      }));
      if (providers.every(({ name }) => name !== 'mock')) {
        build.onLoad({ filter: /src\/packaging\/hidden-programs\.ts$/ }, () => ({
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
  return `  ${name}: { ${facts}, load: ${isBuiltIn ? load : `onMachineNetwork(${load})`} },`;
}

/** As `loadProvider` does it for adapters that are not packaged. */
const onMachineNetwork = `
const onMachineNetwork = (load) => async () => {
  const { useMachineNetwork } = await import('../providers/common/machine-network.js');
  await useMachineNetwork();
  return load();
};`;
