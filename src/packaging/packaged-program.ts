import type { UpdateErrorPolicy } from '../core/contract/rancher-host.js';
import type { ProviderList } from '../composition/provider-list.js';
import type { DriverCodec } from './driver-codec.js';
import type * as LateHealth from './late/late-health.js';
import type * as LateReflection from './late/late-reflection.js';

/** A program that a provider runs in a process of its own. It gets the arguments after the one that starts it. */
export type HiddenProgram = (args: readonly string[]) => Promise<void>;

/** What the packager decides about one packaged driver; the entry module that it generates says it. */
export interface PackagedProgram {
  readonly version: string;
  readonly providers: ProviderList;
  readonly updateErrors: UpdateErrorPolicy;
  /** By the first argument that starts one. */
  readonly hiddenPrograms: Readonly<Record<string, HiddenProgram>>;
  /** Load what is needed when somebody calls the services beside the contract; at once, for the call waits. */
  readonly late: { health(): typeof LateHealth; reflection(): typeof LateReflection };
  /** Loads the code that was generated of the contract. */
  readonly loadCodec: () => Promise<DriverCodec>;
}
