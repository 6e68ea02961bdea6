import { Agent, type AgentOptions, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { DriverError } from '../../core/driver-error.js';
import { destinationUrl, type OutboundSettings } from './outbound-settings.js';
import { proxyFor } from './proxy-for.js';
import type { ProxyEnvironment } from './proxy-setting.js';
import { openTunnel } from './proxy-tunnel.js';

type TakeConnection = (error: Error | null, connection: Duplex) => void;

/**
 * Sends https requests, each connection directly or through the proxy that the environment names for its host. Works
 * without settings too: for `agent: false`, Node makes an agent of the default agent's class.
 */
export class OutboundHttpsAgent extends Agent {
  private readonly environment: ProxyEnvironment;
  private readonly ca: readonly string[] | undefined;

  constructor({ environment = process.env, ca }: OutboundSettings = {}, options: AgentOptions = {}) {
    super({ ...options, ...(ca === undefined ? {} : { ca: [...ca] }) });
    this.environment = environment;
    this.ca = ca;
  }

  override createConnection(options: RequestOptions, callback?: TakeConnection): Duplex | null | undefined {
    const take = callback as ((error: Error | null, connection?: Duplex) => void) | undefined;
    try {
      const url = destinationUrl('https:', options);
      const proxy = url === undefined ? undefined : proxyFor(url, this.environment);
      if (url === undefined || proxy === undefined) return super.createConnection(options, callback);
      const target = `${url.hostname}:${url.port === '' ? '443' : url.port}`;
      openTunnel(proxy, target, this.ca, (error, socket) => {
        if (socket === undefined) take?.(error);
        else take?.(null, super.createConnection({ ...options, socket } as RequestOptions) ?? undefined);
      });
    } catch (thrown) {
      take?.(DriverError.from(thrown));
    }
    return undefined;
  }
}
