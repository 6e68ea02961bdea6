import { DriverError } from '../../core/driver-error.js';
import { isLoopback } from './is-loopback.js';
import { isException } from './proxy-exceptions.js';
import { type ProxyEnvironment, proxySetting, setVariable } from './proxy-setting.js';

/** How a URL is reached: through `proxy`, or directly. */
export interface Way {
  readonly proxy?: URL;
  /** Completes "it is reached …": `directly: NO_PROXY excepts it`. */
  readonly description: string;
}

/**
 * Returns the way to `url` that the environment names, by the rules of Go's clients (net/http ProxyFromEnvironment),
 * because Rancher's administrators write NO_PROXY for those. A URL on this machine is never reached through a proxy. A
 * proxy that cannot be used is an error, where Go would connect directly in some cases: an administrator may rely on it
 * that nothing bypasses their proxy.
 * @throws INVALID, which names the variable
 */
export function wayTo(url: URL, environment: ProxyEnvironment): Way {
  const secure = url.protocol === 'https:';
  const host = url.hostname.replace(/^\[|\]$/g, '').toLowerCase();
  if (isLoopback(host)) return { description: 'directly: it is this machine' };
  const setting = proxySetting(secure ? 'https:' : 'http:', environment);
  if (setting === undefined) return { description: `directly: no ${secure ? 'HTTPS_PROXY' : 'HTTP_PROXY'} is set` };
  const exceptions = setVariable(['NO_PROXY', 'no_proxy'], environment);
  const port = url.port === '' ? (secure ? '443' : '80') : url.port;
  if (exceptions !== undefined && isException(exceptions.value, host, port)) {
    return { description: `directly: ${exceptions.variable} excepts it` };
  }
  if ('url' in setting) {
    return { proxy: setting.url, description: `through ${proxyName(setting.url)}, as ${setting.variable} says` };
  }
  const { variable, problem } = setting;
  const whatToDo = `give ${variable} the http:// or https:// URL of a proxy, or except the host by NO_PROXY`;
  throw new DriverError('INVALID', { attempted: `reach ${url.host}`, why: `${variable} ${problem}`, whatToDo });
}

/** The proxy through which `url` is to be reached, or undefined for the direct way. @throws as `wayTo` */
export function proxyFor(url: URL, environment: ProxyEnvironment): URL | undefined {
  return wayTo(url, environment).proxy;
}

/** A proxy for messages: its URL without user name and password. */
export function proxyName({ protocol, host }: URL): string {
  return `${protocol}//${host}`;
}
