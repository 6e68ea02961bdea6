import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInProviders } from '../../lib/composition/built-in-providers.js';
import { connectKubernetes } from '../../lib/adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from '../../lib/composition/load-provider.js';
import { providerReference } from '../../lib/composition/provider-reference.js';
import type { ProviderDescription } from '../../lib/core/contract/provider.js';
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

/** What a built-in provider has in a packaged driver in place of its own module, and the programs that belong to it. */
const packagedForms: Readonly<Record<string, Pick<PackagedProvider, 'module' | 'programs'>>> = {
  mock: {
    module: join(root, 'src/packaging/mock/packaged-mock.ts'),
    programs: join(root, 'src/packaging/mock/mock-programs.ts'),
  },
};

/** The providers that were asked for: one by its name, one by the path of its module or its package, or all that are built in. */
export async function chooseProviders(
  wanted: string | undefined,
  whitelist: readonly string[],
): Promise<ProviderChoice> {
  const known: Readonly<Record<string, ProviderDescription>> = builtInProviders.known;
  if (wanted === undefined) {
    const providers = Object.entries(known).map(([name, provider]) => builtIn(name, provider, whitelist));
    return { name: 'all', defaultProvider: builtInProviders.byDefault, providers };
  }
  const provider = known[wanted];
  if (Object.hasOwn(known, wanted) && provider !== undefined) {
    return { name: wanted, defaultProvider: wanted, providers: [builtIn(wanted, provider, whitelist)] };
  }
  const outside = await outsideProvider(wanted, whitelist);
  return { name: outside.name, defaultProvider: outside.name, providers: [outside] };
}

/** A built-in provider's module is `src/providers/<its own name>/<its own name>-provider.ts`. */
function builtIn(
  name: string,
  { name: ownName, description, whitelistDomains = [] }: ProviderDescription,
  whitelist: readonly string[],
): PackagedProvider {
  return {
    name,
    description,
    ...(packagedForms[ownName] ?? { module: join(root, `src/providers/${ownName}/${ownName}-provider.ts`) }),
    isBuiltIn: true,
    whitelistDomains: [...whitelistDomains, ...whitelist],
  };
}

/** An adapter that does not come with the host is loaded to ask it what it is. */
async function outsideProvider(wanted: string, whitelist: readonly string[]): Promise<PackagedProvider> {
  const silent = { debug: nothing, info: nothing, warn: nothing, error: nothing };
  const services = { clock: systemClock, log: silent, connectKubernetes };
  const { name, description, whitelistDomains = [] } = await loadProvider(wanted, builtInProviders, services);
  const reference = providerReference(wanted, builtInProviders);
  const module = reference.kind === 'path' ? reference.path : reference.name;
  return { name, description, module, isBuiltIn: false, whitelistDomains: [...whitelistDomains, ...whitelist] };
}

function nothing(): void {
  // A provider that is only looked at has nothing to log.
}
