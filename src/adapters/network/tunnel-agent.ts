import { isIP } from 'node:net';
import type { ConnectionOptions } from 'node:tls';
import { Agent, buildConnector } from 'undici';
import { openTunnel } from './proxy-tunnel.js';

/** Whom a connection trusts and who it is; what the process has by default where absent. */
export interface TunnelTls {
  /** Authorities for a proxy that is reached by TLS itself. */
  readonly proxyCa?: readonly string[];
  /** For the other side. */
  readonly target?: Pick<ConnectionOptions, 'ca' | 'cert' | 'key'>;
}

/**
 * Carries undici's requests of https through a proxy. Its own way (`ProxyAgent`) says "Request was cancelled" of a proxy that
 * refuses; this names the proxy and its answer.
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
