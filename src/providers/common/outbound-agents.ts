import { DriverError } from '../../core/driver-error.js';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { type ProxyEnvironment, proxyFor } from './proxy-for.js';

/**
 * Connections to the outside: each URL through the proxy that the environment names for it, or directly, trusting the given
 * authorities. Connections are kept open between requests until `close`.
 */
export class OutboundAgents {
  private readonly agents = new Map<string, HttpAgent>();

  constructor(
    private readonly ca: readonly string[],
    private readonly environment: ProxyEnvironment,
  ) {}

  /** The agent for requests to `url`. */
  for(url: URL): HttpAgent {
    const proxy = proxyFor(url, this.environment);
    const secure = url.protocol === 'https:';
    const key = `${url.protocol} ${proxy ?? 'direct'}`;
    const kept = this.agents.get(key);
    if (kept !== undefined) return kept;
    if (proxy !== undefined) requireProxySupport(url);
    // Node's own agents go through a proxy (since 24.5) where they are told which; that it is to be used is decided above.
    const settings = {
      keepAlive: true,
      ...(proxy === undefined ? {} : { proxyEnv: secure ? { HTTPS_PROXY: proxy } : { HTTP_PROXY: proxy } }),
    };
    const agent = secure ? new HttpsAgent({ ...settings, ca: [...this.ca] }) : new HttpAgent(settings);
    this.agents.set(key, agent);
    return agent;
  }

  /** Ends the connections that are idle; those in use end with their request. */
  close(): void {
    for (const agent of this.agents.values()) agent.destroy();
    this.agents.clear();
  }
}

/** An older Node would pass over the proxy without a word. */
function requireProxySupport({ host }: URL): void {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 5)) return;
  const why = `going through a proxy needs Node 24.5, and this is ${process.versions.node}`;
  throw new DriverError('UNIMPLEMENTED', `reach ${host}: ${why}; use the Node that comes with the driver`);
}
