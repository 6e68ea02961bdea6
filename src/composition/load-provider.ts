import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { checkOptionTable } from '../core/options/check-option-table.js';
import { DriverError, messageOf } from '../core/driver-error.js';
import type { Log } from '../core/log.js';
import type { ProviderModule } from '../core/contract/provider-module.js';
import type { ProviderServices } from '../core/contract/provider-services.js';
import type { Provider } from '../core/contract/provider.js';
import { onMachineNetwork } from './outside-module.js';
import type { ProviderList } from './provider-list.js';
import { type ProviderReference, providerReference } from './provider-reference.js';

/**
 * Loads a provider by its name among `providers`, by the path of a module (`./adapter.js`), or by the name of an npm package
 * that can be found from the working directory.
 * @throws INVALID, in one line: which names are known, why the module does not load, or what it lacks
 */
export async function loadProvider(
  nameOrPath: string,
  providers: ProviderList,
  services: ProviderServices,
): Promise<Provider> {
  const attempted = `load the provider ${JSON.stringify(nameOrPath)}`;
  const module = await loadModule(nameOrPath, providers, services.log, attempted);
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

async function loadModule(
  nameOrPath: string,
  providers: ProviderList,
  log: Log,
  attempted: string,
): Promise<Partial<ProviderModule>> {
  const reference = providerReference(nameOrPath, providers);
  const builtIn = reference.kind === 'built-in' ? providers.known[reference.name] : undefined;
  if (builtIn !== undefined) return builtIn.load(log);
  try {
    return await onMachineNetwork(() => importModule(reference))(log);
  } catch (cause) {
    const why = firstLine(messageOf(cause));
    const known = `known are ${Object.keys(providers.known).join(', ')}`;
    throw new DriverError('INVALID', {
      attempted,
      why,
      whatToDo: `${known}, or the path or package of an adapter`,
      cause,
    });
  }
}

async function importModule(reference: ProviderReference): Promise<Partial<ProviderModule>> {
  const module: unknown =
    reference.kind === 'path' ? await import(pathToFileURL(reference.path).href) : await importPackage(reference.name);
  return module as Partial<ProviderModule>;
}

/** Imports a package as a module in the working directory would; `createRequire` would not find one that is for import only. */
async function importPackage(name: string): Promise<unknown> {
  if (!/^(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*$/.test(name)) throw new Error('there is no such provider');
  const { registerHooks } = await import('node:module');
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
    ...(isListOfTexts(parts.whitelistDomains ?? []) ? [] : ['whitelistDomains that are a list of texts']),
    ...(typeof parts.options === 'object' && parts.options !== null ? [] : ['options']),
    ...(Number.isInteger(parts.stateVersion) && Number(parts.stateVersion) >= 1 ? [] : ['stateVersion (1 or more)']),
    ...lacking.map((name) => `the method ${name}`),
  ];
}

function isListOfTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function checkTable(provider: Provider, attempted: string): void {
  try {
    checkOptionTable(provider.name, provider.options);
  } catch (thrown) {
    throw new DriverError('INVALID', { attempted, why: DriverError.from(thrown).problem, cause: thrown });
  }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
