/** The environment variables that name proxies; Rancher passes the upper-case ones on. */
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

/** The proxy that a variable names, or why it cannot be used. */
export type ProxySetting =
  { readonly variable: string; readonly url: URL } | { readonly variable: string; readonly problem: string };

/** Which URLs a proxy is for: https:// or http:// ones. */
export type ProxiedProtocol = 'https:' | 'http:';

/**
 * Returns the proxy that the environment names for URLs of a protocol, or undefined where it names none. A value without a
 * scheme means http://, as in Go. A problem does not repeat the value, which may hold a password.
 */
export function proxySetting(protocol: ProxiedProtocol, environment: ProxyEnvironment): ProxySetting | undefined {
  const names = protocol === 'https:' ? ['HTTPS_PROXY', 'https_proxy'] : ['HTTP_PROXY', 'http_proxy'];
  const set = setVariable(names, environment);
  if (set === undefined) return undefined;
  const { variable, value } = set;
  const [, scheme] = /^([a-z][a-z0-9+.-]*):\/\//i.exec(value) ?? [];
  const text = scheme === undefined ? `http://${value}` : value;
  if (/^socks/i.test(text)) return { variable, problem: 'names a SOCKS proxy, which the driver cannot use' };
  if (!/^https?:/i.test(text)) return { variable, problem: 'begins with neither http:// nor https://' };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url === undefined || !isWhole(url) ? { variable, problem: unreadable } : { variable, url };
}

const unreadable = 'is no URL that can be read (an "@" in a password is written %40, a "#" %23, a "%" %25)';

/** The value of `Proxy-Authorization` for a proxy; undefined where its URL names no user. */
export function proxyAuthorization({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(credentials).toString('base64')}`;
}

/**
 * Whether a URL was read as it was meant. A "#", "/" or "?" in a password that is not encoded ends the host too early, and
 * a "%" in it must begin an encoded character.
 */
function isWhole(url: URL): boolean {
  if (`${url.pathname}${url.search}${url.hash}`.includes('@')) return false;
  try {
    proxyAuthorization(url);
    return true;
  } catch {
    return false;
  }
}

/** The first of the variables that is set and not empty. */
export function setVariable(
  names: readonly string[],
  environment: ProxyEnvironment,
): { readonly variable: string; readonly value: string } | undefined {
  return names
    .map((variable) => ({ variable, value: environment[variable]?.trim() ?? '' }))
    .find(({ value }) => value !== '');
}
