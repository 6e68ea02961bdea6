import { isIP } from 'node:net';
import type { ProxyEnvironment } from './proxy-setting.js';

/** What decides how an agent's connections are made. */
export interface OutboundSettings {
  /** The environment that names the proxies; the process's own where absent. */
  readonly environment?: ProxyEnvironment;
  /** Authorities to trust, PEM; those that the process trusts by default where absent. */
  readonly ca?: readonly string[];
}

/** The target of a connection, as Node gives it to an agent. */
interface Destination {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly socketPath?: string | undefined;
}

/** The URL of a connection's target, without a path; undefined where no proxy can reach it, such as a socket's file. */
export function destinationUrl(protocol: 'https:' | 'http:', { host, port, socketPath }: Destination): URL | undefined {
  if (socketPath !== undefined) return undefined;
  const name = host ?? 'localhost';
  const text = `${protocol}//${isIP(name) === 6 ? `[${name}]` : name}${port == null ? '' : `:${String(port)}`}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
