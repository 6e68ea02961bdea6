import { isIP } from 'node:net';
import type { ProxyEnvironment } from './proxy-setting.js';

/** What decides how an agent's connections are made. */
export interface OutboundSettings {
  /** Where the proxies are named; the process's own environment where absent. */
  readonly environment?: ProxyEnvironment;
  /** Authorities to trust, PEM; those that the process trusts by default where absent. */
  readonly ca?: readonly string[];
}

/** Where a connection leads to, as Node's agents are told it. */
interface Destination {
  readonly host?: string | null | undefined;
  readonly port?: number | string | null | undefined;
  readonly socketPath?: string | undefined;
}

/** The URL of where a connection leads to, without a path; undefined where no proxy could lead there, such as a socket's file. */
export function destinationUrl(protocol: 'https:' | 'http:', { host, port, socketPath }: Destination): URL | undefined {
  if (socketPath !== undefined) return undefined;
  const name = host ?? 'localhost';
  const text = `${protocol}//${isIP(name) === 6 ? `[${name}]` : name}${port == null ? '' : `:${String(port)}`}`;
  return URL.canParse(text) ? new URL(text) : undefined;
}
