import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { isDriverError } from '../../core/driver-error.js';
import type { OptionTable } from '../../core/options/option-table.js';
import type { Provider } from '../../core/contract/provider.js';
import { driverOptionTable } from '../../engine/operations/driver-option-table.js';
import { driverName, type DriverReference } from '../../engine/records/cluster-record.js';
import type { CliContext } from '../context/cli-context.js';
import type { OpenDriver } from '../operations/open-drivers.js';
import { usageError } from '../context/usage-error.js';

/** What was typed to choose a driver. */
export interface DriverFlags {
  readonly provider?: string;
  readonly driver?: string;
}

/** A driver and its options. */
export interface DriverChoice {
  readonly reference: DriverReference;
  /** Its name in messages. */
  readonly title: string;
  readonly table: OptionTable;
  /** Only for our own providers, which have ranges and rules that the wire cannot carry. */
  readonly provider?: Provider;
}

/**
 * The chosen driver, or undefined where none was named. Paths become absolute, because the driver is started in another
 * directory.
 * @throws a usage error for two drivers at once, or a file that cannot be run
 */
export async function chosenReference(
  { provider, driver }: DriverFlags,
  { host, terminal: { workingDirectory } }: Pick<CliContext, 'host' | 'terminal'>,
): Promise<DriverReference | undefined> {
  if (provider !== undefined && driver !== undefined) throw usageError('give --provider or --driver, not both');
  if (provider !== undefined) {
    return { kind: 'provider', name: host.absoluteProvider(provider, workingDirectory) };
  }
  if (driver === undefined) return undefined;
  const path = resolve(workingDirectory, driver);
  const runs = await access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!runs) throw usageError(`--driver: ${path} is no executable file`);
  return { kind: 'binary', path };
}

/** Learns the options of a driver: loads a provider of ours, or starts any other driver and asks it. */
export async function describeDriver(
  context: CliContext,
  reference: DriverReference,
  openDriver: OpenDriver,
): Promise<DriverChoice> {
  const title = driverName(reference);
  if (reference.kind === 'provider') {
    const provider = await typedProvider(context, reference.name);
    return { reference, title: `provider ${title}`, table: provider.options, provider };
  }
  const asked = await driverOptionTable({ openDriver }, reference);
  // The engine gives these two itself, as Rancher does.
  const { name: _, 'display-name': __, ...table } = asked;
  return { reference, title: `driver ${title}`, table };
}

/** Loads the named provider. @throws a usage error where there is none of that name, or it does not load */
export async function typedProvider({ host }: CliContext, name: string): Promise<Provider> {
  try {
    return await host.loadProvider(name);
  } catch (thrown) {
    throw isDriverError(thrown) && thrown.code === 'INVALID' ? usageError(thrown.message) : thrown;
  }
}

/** The error for a command that needs a driver and got none. */
export function noDriverChosen(context: CliContext): Error {
  return usageError(`choose a driver: ${providerFlag(context)} or --driver ./binary`);
}

/** The error for a command that needs a provider and got none. */
export function noProviderChosen(context: CliContext): Error {
  return usageError(`choose a provider: ${providerFlag(context)}`);
}

function providerFlag({ host }: CliContext): string {
  const known = host.builtInProviders.map(({ name }) => name).join(', ');
  return `--provider NAME (${known}, or a module's path)`;
}
