import type { Log } from '../core/log.js';
import type { ProviderDescription } from '../core/contract/provider.js';
import type { ProviderModule } from '../core/contract/provider-module.js';

/** A provider that comes with the program. */
export interface BuiltInProvider extends ProviderDescription {
  /** Loads its module. What is wrong with the machine's network goes to the log. */
  load(log: Log): Promise<ProviderModule>;
}

/** The providers that come with a program. */
export interface ProviderList {
  /** By the name that chooses one, in the order to show them. */
  readonly known: Readonly<Record<string, BuiltInProvider>>;
  /** The name of the one that runs where none is named. */
  readonly byDefault: string;
}
