/** What a line of the log says besides its message. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the driver says what it does. Secrets are taken out by whoever stands behind it. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}
