/** How to start a driver; the port is added as the last argument. */
export interface DriverCommand {
  /** Absolute path of an executable: the driver is started in `/`, with no useful `PATH`. */
  readonly command: string;
  readonly args: readonly string[];
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
}
