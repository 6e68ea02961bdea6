import { registerHooks } from 'node:module';
import { isAbsolute, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkOptionTable } from '../core/options/check-option-table.js';
import { DriverError, messageOf } from '../core/driver-error.js';
import type { Log } from '../core/log.js';
import type { ProviderModule } from '../core/contract/provider-module.js';
import type { ProviderServices } from '../core/contract/provider-services.js';
import type { Provider } from '../core/contract/provider.js';
import { builtInProviders } from './built-in-providers.js';

/**
 * Loads a provider by its built-in name, by the path of a module (`./adapter.js`), or by the name of an npm package that
 * can be found from the working directory.
 * @throws INVALID, in one line: which names are known, why the module does not load, or what it lacks
 */
export async function loadProvider(nameOrPath: string, services: ProviderServices): Promise<Provider> {
  const attempted = `load the provider ${JSON.stringify(nameOrPath)}`;
  const module = await loadModule(nameOrPath, services.log, attempted);
  if (typeof module.createProvider !== 'function') {
    throw new DriverError('INVALID', { attempted, why: 'the module exports no function createProvider' });
  }
  const provider = create(module as ProviderModule, services, attempted);
  const missing = missingParts(provider);
  if (missing.length > 0) {
    throw new DriverError('INVALID', { attempted, why: `what createProvider returns lacks ${missing.join(', ')}` });
  }
  checkTable(provider, attempted);
  return provider;
}

async function loadModule(nameOrPath: string, log: Log, attempted: string): Promise<Partial<ProviderModule>> {
  const builtIn = Object.hasOwn(builtInProviders, nameOrPath) ? builtInProviders[nameOrPath] : undefined;
  if (builtIn !== undefined) return builtIn.load(log);
  const known = `known are ${Object.keys(builtInProviders).join(', ')}`;
  try {
    const { useMachineNetwork } = await import('../adapters/network/machine-network.js');
    await useMachineNetwork(log);
    if (nameOrPath.startsWith('.') || isAbsolute(nameOrPath)) {
      return (await import(pathToFileURL(resolve(nameOrPath)).href)) as Partial<ProviderModule>;
    }
    return (await importPackage(nameOrPath)) as Partial<ProviderModule>;
  } catch (cause) {
    const why = firstLine(messageOf(cause));
    throw new DriverError('INVALID', {
      attempted,
      why,
      whatToDo: `${known}, or the path or package of an adapter`,
      cause,
    });
  }
}

/** Imports a package as a module in the working directory would; `createRequire` would not find one that is for import only. */
async function importPackage(name: string): Promise<unknown> {
  if (!/^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/.test(name)) throw new Error('there is no such provider');
  const parentURL = pathToFileURL(resolve('package.json')).href;
  const hooks = registerHooks({
    resolve: (specifier, context, next) => next(specifier, specifier === name ? { ...context, parentURL } : context),
  });
  try {
    return await import(name);
  } catch (cause) {
    const { code } = cause as { code?: unknown };
    if (code !== 'ERR_MODULE_NOT_FOUND' || !messageOf(cause).includes(`'${name}'`)) throw cause;
    throw new Error('there is no such provider, and no package of that name', { cause });
  } finally {
    hooks.deregister();
  }
}

function create(module: ProviderModule, services: ProviderServices, attempted: string): Provider {
  try {
    return module.createProvider(services);
  } catch (thrown) {
    throw new DriverError('INVALID', {
      attempted,
      why: `its createProvider failed: ${firstLine(messageOf(thrown))}`,
      cause: thrown,
    });
  }
}

function missingParts(provider: unknown): readonly string[] {
  if (typeof provider !== 'object' || provider === null) return ['everything: it is no object'];
  if (provider instanceof Promise) return ['everything: it is a promise; make it without async'];
  const parts = provider as Readonly<Record<string, unknown>>;
  const lacking = (['create', 'access', 'remove'] as const).filter((name) => typeof parts[name] !== 'function');
  return [
    ...(typeof parts.name === 'string' && /^[a-z0-9]+$/.test(parts.name) ? [] : ['name (of a-z and 0-9)']),
    ...(typeof parts.description === 'string' ? [] : ['description']),
    ...(typeof parts.options === 'object' && parts.options !== null ? [] : ['options']),
    ...(Number.isInteger(parts.stateVersion) && Number(parts.stateVersion) >= 1 ? [] : ['stateVersion (1 or more)']),
    ...lacking.map((name) => `the method ${name}`),
  ];
}

function checkTable(provider: Provider, attempted: string): void {
  try {
    checkOptionTable(provider.name, provider.options);
  } catch (thrown) {
    throw new DriverError('INVALID', { attempted, why: messageOf(thrown), cause: thrown });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
