/** Settings that tests change. */
export interface GkeSettings {
  /** Where proxies and credential files are looked up; the process's environment unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** How long one request may take, in milliseconds. */
  readonly requestTimeoutMs?: number;
  /** A number from 0 to 1, for jitter. */
  readonly random?: () => number;
}
