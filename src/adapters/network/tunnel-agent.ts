import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { openTunnel } from './proxy-tunnel.js';

/** The authorities that a connection trusts, and its own certificate; the process's defaults where absent. */
export interface TunnelTls {
  /** Authorities for a proxy that is reached by TLS itself. */
  readonly proxyCa?: readonly string[];
  /** For the target behind the proxy. */
  readonly target?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

/**
 * Sends undici's https requests through a proxy. undici's own `ProxyAgent` says "Request was cancelled" where a proxy
 * refuses; this agent names the proxy and its answer.
 */
export function tunnelAgent(proxy: URL, { proxyCa, target = {} }: TunnelTls = {}): Agent {
  const speak = buildConnector({ ...target, allowH2: false });
  return new Agent({
    allowH2: false,
    connect: (options, callback) => {
      const { hostname, port } = options;
      const destination = `${isIP(hostname) === 6 ? `[${hostname}]` : hostname}:${port === '' ? '443' : port}`;
      openTunnel(proxy, destination, proxyCa, (error, socket) => {
        if (socket === undefined) callback(error ?? new Error('the proxy gave no connection'), null);
        else speak({ ...options, httpSocket: socket }, callback);
      });
    },
  });
}
