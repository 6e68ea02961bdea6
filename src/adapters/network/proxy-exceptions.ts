import { BlockList, isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/**
 * Says whether NO_PROXY excepts a host and port, by Go's rules (golang.org/x/net/http/httpproxy). An entry is a host name
 * with its subdomains, ".suffix" or "*.suffix" for the subdomains alone, or an address, each with an optional port; or a
 * range such as 10.0.0.0/8; or "*" for everything. Any other entry excepts nothing.
 */
export function isException(noProxy: string, host: string, port: string): boolean {
  const entries = noProxy.split(',').map((entry) => entry.trim().toLowerCase());
  return entries.some((entry) => entry !== '' && excepts(entry, host, port));
}

function excepts(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  if (isRange(entry)) return isWithin(host, entry);
  const { name, onlyPort } = splitPort(entry);
  if (name === '' || (onlyPort !== '' && onlyPort !== port)) return false;
  const family = isIP(name);
  if (family !== 0) return isWithin(host, `${name}/${family === 4 ? '32' : '128'}`);
  const [, subdomains = '', suffix = ''] = /^(\*?\.)?(.*)$/.exec(name) ?? [];
  const ascii = domainToASCII(suffix);
  const domain = ascii === '' ? suffix : ascii;
  return host.endsWith(`.${domain}`) || (subdomains === '' && host === domain);
}

/** An IPv6 address can have a port only where it stands in brackets. */
function splitPort(entry: string): { readonly name: string; readonly onlyPort: string } {
  const [, bracketed, bare, onlyPort = ''] = /^(?:\[(.*)\]|([^:]*))(?::([^:]*))?$/.exec(entry) ?? [];
  return { name: bracketed ?? bare ?? entry, onlyPort };
}

function isRange(entry: string): boolean {
  const [network = '', prefix = '', ...rest] = entry.split('/');
  const bits = { 0: -1, 4: 32, 6: 128 }[isIP(network)] ?? -1;
  return rest.length === 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= bits;
}

/** An IPv4 address in the notation of IPv6 is compared as the IPv4 address that it is. */
function isWithin(host: string, range: string): boolean {
  const family = isIP(host);
  if (family === 0) return false;
  const [network = '', prefix = ''] = range.split('/');
  const list = new BlockList();
  list.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  return list.check(host, family === 4 ? 'ipv4' : 'ipv6');
}
