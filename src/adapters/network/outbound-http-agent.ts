import { Agent, type AgentOptions, type ClientRequest, type ClientRequestArgs } from 'node:http';
import { connect as connectPlainly } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectByTls } from 'node:tls';
import { DriverError } from '../../core/driver-error.js';
import { destinationUrl, type OutboundSettings } from './outbound-settings.js';
import { proxyFor } from './proxy-for.js';
import { proxyAuthorization, type ProxyEnvironment } from './proxy-setting.js';
import { proxyAddress } from './proxy-tunnel.js';

/** A method of Node's agents that their types do not declare: Node passes each request to its agent by it. */
interface TakesRequests {
  addRequest(request: ClientRequest, options: ClientRequestArgs): void;
}

/**
 * Sends http requests, each directly or to the proxy that the environment names for its host; the proxy gets the whole URL.
 * Works without settings too, as `OutboundHttpsAgent` does.
 */
export class OutboundHttpAgent extends Agent implements TakesRequests {
  private readonly environment: ProxyEnvironment;
  private readonly ca: readonly string[] | undefined;

  constructor({ environment = process.env, ca }: OutboundSettings = {}, options: AgentOptions = {}) {
    super(options);
    this.environment = environment;
    this.ca = ca;
  }

  addRequest(request: ClientRequest, options: ClientRequestArgs): void {
    const { url, proxy } = this.wayOf(options);
    if (url !== undefined && proxy !== undefined) addressToProxy(request, url, proxy);
    (Agent.prototype as unknown as TakesRequests).addRequest.call(this, request, options);
  }

  override createConnection(
    options: ClientRequestArgs,
    callback?: (error: Error | null, connection: Duplex) => void,
  ): Duplex | null | undefined {
    const { proxy, refused } = this.wayOf(options);
    if (refused !== undefined) {
      (callback as ((error: Error) => void) | undefined)?.(refused);
      return undefined;
    }
    if (proxy === undefined) return super.createConnection(options, callback);
    if (proxy.protocol !== 'https:') return connectPlainly(proxyAddress(proxy));
    return connectByTls({ ...proxyAddress(proxy), ...(this.ca === undefined ? {} : { ca: [...this.ca] }) });
  }

  private wayOf(options: ClientRequestArgs): {
    readonly url?: URL;
    readonly proxy?: URL;
    readonly refused?: DriverError;
  } {
    const url = destinationUrl('http:', options);
    if (url === undefined) return {};
    try {
      const proxy = proxyFor(url, this.environment);
      return proxy === undefined ? {} : { url, proxy };
    } catch (thrown) {
      return { refused: DriverError.from(thrown) };
    }
  }
}

function addressToProxy(request: ClientRequest, destination: URL, proxy: URL): void {
  if (request.headersSent) {
    const why = 'headers that are given as a list, or Expect, cannot go through a proxy';
    throw new DriverError('UNIMPLEMENTED', {
      attempted: `reach ${destination.host}`,
      why,
      whatToDo: 'give them as an object',
    });
  }
  request.path = `${destination.origin}${request.path}`;
  const authorization = proxyAuthorization(proxy);
  if (authorization !== undefined) request.setHeader('proxy-authorization', authorization);
}
