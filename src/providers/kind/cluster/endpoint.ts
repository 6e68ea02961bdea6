import { isIP } from 'node:net';

/** What stands for every address of a host, and where that is reached on the host itself. */
const wildcards: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' };

/**
 * The address of the API server as Rancher is to use it. kind writes the address at which the engine listens, which for
 * 0.0.0.0 is no address to connect to; `endpointHost` says another one, for which the certificate was made.
 */
export function endpointFor(server: string, endpointHost: string | undefined): string {
  const url = new URL(server);
  const host = endpointHost ?? wildcards[url.hostname];
  if (host === undefined || host === 'internal') return server;
  return `https://${isIP(host) === 6 ? `[${host}]` : host}:${url.port === '' ? '443' : url.port}`;
}
