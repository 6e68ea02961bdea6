import { Agent, Dispatcher, ProxyAgent } from 'undici';
import { proxyFor } from './proxy-for.js';
import type { ProxyEnvironment } from './proxy-setting.js';
import { tunnelAgent } from './tunnel-agent.js';

/** Sends the requests of `fetch`, each directly or through the proxy that the environment names for its host. */
export class OutboundDispatcher extends Dispatcher {
  private readonly direct = new Agent();
  private readonly proxies = new Map<string, Dispatcher>();

  constructor(private readonly environment: ProxyEnvironment) {
    super();
  }

  override dispatch(options: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
    return this.for(options.origin).dispatch(options, handler);
  }

  override async close(): Promise<void> {
    await Promise.all(this.all().map((dispatcher) => dispatcher.close()));
  }

  override async destroy(): Promise<void> {
    await Promise.all(this.all().map((dispatcher) => dispatcher.destroy()));
  }

  private for(origin: string | URL | undefined): Dispatcher {
    if (origin === undefined) return this.direct;
    const url = new URL(origin);
    const proxy = proxyFor(url, this.environment);
    if (proxy === undefined) return this.direct;
    const key = `${url.protocol} ${proxy.href}`;
    // A plain http request is sent to the proxy itself, without a tunnel; undici's own agent does that.
    const agent =
      this.proxies.get(key) ?? (url.protocol === 'https:' ? tunnelAgent(proxy) : new ProxyAgent({ uri: proxy.href }));
    this.proxies.set(key, agent);
    return agent;
  }

  private all(): readonly Dispatcher[] {
    return [this.direct, ...this.proxies.values()];
  }
}
