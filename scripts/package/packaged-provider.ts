/** A provider to be packaged. */
export interface PackagedProvider {
  readonly name: string;
  readonly description: string;
  /** The module that exports `createProvider`: an absolute path, or a package that is found from the working directory. */
  readonly module: string;
  /** The path of a module that exports `hiddenPrograms`, where the provider needs a program beside itself. */
  readonly programs?: string;
  /** Whether it comes with the host; others get their proxies and authorities from the host. */
  readonly isBuiltIn: boolean;
  /** Hosts that a UI extension may reach through Rancher's proxy. */
  readonly whitelistDomains: readonly string[];
}
