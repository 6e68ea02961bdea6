import { BlockList, isIP } from 'node:net';
import { isLoopback } from './is-loopback.js';

/** Environment variables that say how the world outside is reached; Rancher passes the upper-case ones on. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/** Names of the variables, for a provider's `environment`. */
export const proxyVariables: readonly string[] = [
  'HTTPS_PROXY',
  'HTTP_PROXY',
  'NO_PROXY',
  'https_proxy',
  'http_proxy',
  'no_proxy',
];

/**
 * The proxy through which `url` is to be reached, or undefined for the direct way. As Go's clients do it (net/http
 * ProxyFromEnvironment), since Rancher's administrators write NO_PROXY for those: host names with their subdomains, ".suffix",
 * "*", addresses, ranges such as 10.0.0.0/8, each with an optional port; what is on this machine never goes through a proxy.
 */
export function proxyFor(url: URL, environment: ProxyEnvironment): string | undefined {
  const secure = url.protocol === 'https:';
  const proxy = secure
    ? variable(environment, 'HTTPS_PROXY', 'https_proxy')
    : variable(environment, 'HTTP_PROXY', 'http_proxy');
  if (proxy === undefined) return undefined;
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  const port = url.port === '' ? (secure ? '443' : '80') : url.port;
  if (isLoopback(host)) return undefined;
  const exceptions = (variable(environment, 'NO_PROXY', 'no_proxy') ?? '').split(',').map((entry) => entry.trim());
  if (exceptions.some((entry) => entry !== '' && matches(entry.toLowerCase(), host, port))) return undefined;
  return proxy.includes('://') ? proxy : `http://${proxy}`;
}

function variable(environment: ProxyEnvironment, ...names: readonly string[]): string | undefined {
  return names.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, onlyPort] = /^(.*?)(?::(\d+))?$/.exec(isIP(entry) === 6 ? `[${entry}]` : entry) ?? [];
  if (onlyPort !== undefined && onlyPort !== port) return false;
  const bare = name.replace(/^\[|\]$/g, '');
  if (bare.includes('/')) return isWithin(host, bare);
  if (isIP(bare) !== 0) return bare === host;
  const suffix = bare.replace(/^\*?\.?/, '');
  return host.endsWith(`.${suffix}`) || (!bare.startsWith('.') && !bare.startsWith('*.') && host === suffix);
}

function isWithin(host: string, range: string): boolean {
  const family = isIP(host);
  const [network = '', prefix = ''] = range.split('/');
  if (family === 0 || isIP(network) !== family || !/^\d{1,3}$/.test(prefix)) return false;
  const type = family === 4 ? 'ipv4' : 'ipv6';
  if (Number(prefix) > (family === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), type);
  return list.check(host, type);
}
