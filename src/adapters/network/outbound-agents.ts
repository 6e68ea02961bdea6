import type { Agent } from 'node:http';
import { OutboundHttpAgent } from './outbound-http-agent.js';
import { OutboundHttpsAgent } from './outbound-https-agent.js';
import { proxyFor } from './proxy-for.js';
import type { ProxyEnvironment } from './proxy-setting.js';

/**
 * Connections to the outside: each URL through the proxy that the environment names for it, or directly, trusting the given
 * authorities. Connections are kept open between requests until `close`.
 */
export class OutboundAgents {
  private readonly http: Agent;
  private readonly https: Agent;

  constructor(
    ca: readonly string[],
    private readonly environment: ProxyEnvironment,
  ) {
    this.http = new OutboundHttpAgent({ ca, environment }, { keepAlive: true });
    this.https = new OutboundHttpsAgent({ ca, environment }, { keepAlive: true });
  }

  /** The agent for requests to `url`. @throws INVALID where the environment names a proxy for it that cannot be used */
  for(url: URL): Agent {
    proxyFor(url, this.environment);
    return url.protocol === 'https:' ? this.https : this.http;
  }

  /** Ends the connections that are idle; those in use end with their request. */
  close(): void {
    this.http.destroy();
    this.https.destroy();
  }
}
