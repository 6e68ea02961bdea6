import { isIP } from 'node:net';

/** The addresses that mean every address of a host, with the loopback address to use in their place. */
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/**
 * Returns the address of the API server for Rancher. kind writes the address at which the engine listens, but nobody
 * can connect to 0.0.0.0. `endpointHost` is another address, which the certificate includes.
 */
export function endpointFor(server: string, endpointHost: string | undefined): string {
  const url = new URL(server);
  const host = endpointHost ?? wildcards[url.hostname];
  if (host === undefined || host === 'internal') return server;
  return `https://${isIP(host) === 6 ? `[${host}]` : host}:${url.port === '' ? '443' : url.port}`;
}
