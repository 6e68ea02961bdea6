import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInProviders, defaultProvider } from '../../lib/composition/built-in-providers.js';
import { connectKubernetes } from '../../lib/adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from '../../lib/composition/load-provider.js';
import { systemClock } from '../../lib/adapters/system-clock.js';
import type { PackagedProvider } from './packaged-provider.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a packaged driver will hold. */
export interface ProviderChoice {
  /** What comes after `kontainer-engine-driver-`. */
  readonly name: string;
  readonly defaultProvider: string;
  readonly providers: readonly PackagedProvider[];
}

/** Modules that a built-in provider has in a packaged driver instead of its own. */
const packagedModules: Readonly<Record<string, string>> = { mock: 'src/packaging/packaged-mock.ts' };

/** The providers that were asked for: one by its name, one by the path of its module or its package, or all that are built in. */
export async function chooseProviders(
  wanted: string | undefined,
  whitelist: readonly string[],
): Promise<ProviderChoice> {
  if (wanted === undefined) {
    const providers = Object.keys(builtInProviders).map((name) => builtIn(name, whitelist));
    return { name: 'all', defaultProvider, providers };
  }
  if (Object.hasOwn(builtInProviders, wanted)) {
    return { name: wanted, defaultProvider: wanted, providers: [builtIn(wanted, whitelist)] };
  }
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const isPath = wanted.startsWith('.') || statSync(wanted, { throwIfNoEntry: false })?.isFile() === true;
  const module = isPath ? resolve(wanted) : wanted;
  const { name, description } = await loadProvider(module, { clock: systemClock, log: silent, connectKubernetes });
  return {
    name,
    defaultProvider: name,
    providers: [{ name, description, module, isBuiltIn: false, whitelistDomains: whitelist }],
  };
}

function builtIn(name: string, whitelist: readonly string[]): PackagedProvider {
  const provider = builtInProviders[name];
  const description = provider?.description ?? '';
  const module = join(root, packagedModules[name] ?? moduleOf(name));
  return {
    name,
    description,
    module,
    isBuiltIn: true,
    whitelistDomains: [...(provider?.whitelistDomains ?? []), ...whitelist],
  };
}

/** The module is named in one place only, where it is loaded. */
function moduleOf(name: string): string {
  const path = /import\(['"]\.\.\/(.+)\.js['"]\)/.exec(
    String(Object.values(builtInProviders[name] ?? {}).find((part) => typeof part === 'function')),
  )?.[1];
  if (path === undefined) throw new Error(`built-in-providers.ts does not load ${name} by an import`);
  return `src/${path}.ts`;
}

function nothing(): void {
  // A provider that is only looked at has nothing to log.
}
