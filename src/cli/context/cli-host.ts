import type { Clock } from '../../core/clock.js';
import type { DialDriver } from '../../engine/client/dial-driver.js';
import type { Provider } from '../../core/contract/provider.js';

/** What was typed after `driver` to serve the contract, unchecked. */
export interface ServeRequest {
  readonly port: string;
  readonly provider?: string;
  readonly address?: string;
  readonly logLevel?: string;
  readonly updateErrors?: string;
  /** PEM files: all three, or none where only this machine can reach the address. */
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly tlsClientCa?: string;
}

/** What is known of a provider without loading it. */
export interface ListedProvider {
  readonly name: string;
  readonly description: string;
  /** Hosts of its cloud, which a UI extension may reach through Rancher's proxy. */
  readonly whitelistDomains: readonly string[];
}

/** What the command line needs from the rest of the program. */
export interface CliHost {
  readonly version: string;
  readonly clock: Clock;
  /** The providers that come with the program, in the order to show them. */
  readonly builtInProviders: readonly ListedProvider[];
  /**
   * What to call a provider by from any directory: the absolute path where `text` is a path as seen from `workingDirectory`, else
   * the text itself, which is a name.
   */
  absoluteProvider(text: string, workingDirectory: string): string;
  /**
   * Loads a provider by name, or by the absolute path of its module.
   * @throws INVALID when it does not exist or does not load
   */
  loadProvider(nameOrPath: string): Promise<Provider>;
  /** How to start this program as the driver of a provider; the port is added as the last argument. */
  driverCommand(provider: string): { readonly command: string; readonly args: readonly string[] };
  readonly dial: DialDriver;
  /** Serves the contract until it is told to stop; returns the exit code. */
  serve(request: ServeRequest): Promise<number>;
}
