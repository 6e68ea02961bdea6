import type { DriverContract } from '../wire/driver-contract.js';
import type { UpdateErrorPolicy } from '../core/contract/rancher-host.js';
import type { ServerParts } from '../server/server-parts.js';
import type { ProviderList } from './provider-list.js';

/**
 * What the program is put together from. There are two compositions: `source-parts.ts` for the program that Node.js runs from
 * its files, and `src/packaging/packaged-parts.ts` for the one that is a single file.
 */
export interface ProgramParts extends Omit<ServerParts, 'contract'> {
  readonly providers: ProviderList;
  /** Loads the contract; asked for when a driver is served or called. */
  contract(): Promise<DriverContract>;
  /** What is done with the error of an update where nobody says it at the start. */
  readonly updateErrors: UpdateErrorPolicy;
  /** The version of the program. */
  version(): string;
  /** What comes before the arguments of a command line that starts the program once more. */
  ownCommand(): readonly [program: string, ...args: string[]];
}
