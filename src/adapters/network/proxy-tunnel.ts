import { Agent as HttpAgent, type ClientRequest, type IncomingMessage, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { messageOf } from '../../core/driver-error.js';
import { proxyName } from './proxy-for.js';
import { proxyAuthorization } from './proxy-setting.js';

/** How long a proxy may take to answer, in milliseconds; it answers once it has reached the other side. */
const answerLimitMs = 60_000;

/** Takes the connection, or the reason why there is none. */
type TakeConnection = (error: Error | null, connection?: Socket) => void;

/**
 * Opens a connection to `target` (`host:port`) through a proxy and hands it over, for any protocol. Where the proxy itself
 * is reached by TLS, `ca` are the authorities to trust; where absent, the process's default ones. An error names the proxy
 * without its password.
 */
export function openTunnel(proxy: URL, target: string, ca: readonly string[] | undefined, take: TakeConnection): void {
  const name = `the proxy ${proxyName(proxy)}`;
  const request = connectRequest(proxy, target, ca);
  request.once('connect', (response: IncomingMessage, socket, head) => {
    const { statusCode = 0, statusMessage = '' } = response;
    if (statusCode < 200 || statusCode > 299) {
      socket.destroy();
      take(new Error(`${name} refuses a connection to ${target}: ${String(statusCode)} ${statusMessage}`.trimEnd()));
      return;
    }
    socket.setTimeout(0);
    if (head.length > 0) socket.unshift(head);
    take(null, socket);
  });
  request.once('timeout', () => request.destroy(new Error(`no answer within ${String(answerLimitMs / 1_000)} s`)));
  request.once('error', (error) => {
    take(new Error(`${name} cannot be used: ${messageOf(error)}`));
  });
  request.end();
}

function connectRequest(proxy: URL, target: string, ca: readonly string[] | undefined): ClientRequest {
  const authorization = proxyAuthorization(proxy);
  const headers = {
    host: target,
    'proxy-connection': 'keep-alive',
    ...(authorization === undefined ? {} : { 'proxy-authorization': authorization }),
  };
  const settings = { ...proxyAddress(proxy), method: 'CONNECT', path: target, headers, timeout: answerLimitMs };
  // These agents are new ones: the process's default agents may lead through the proxy again.
  if (proxy.protocol !== 'https:') return httpRequest({ ...settings, agent: new HttpAgent() });
  // Without it, Node would verify the name in the header, which is the target's and not the proxy's.
  const servername = isIP(settings.host) === 0 ? settings.host : '';
  return httpsRequest({ ...settings, servername, agent: new HttpsAgent(ca === undefined ? {} : { ca: [...ca] }) });
}

/** Where a proxy listens. */
export function proxyAddress({ protocol, hostname, port }: URL): { readonly host: string; readonly port: number } {
  const usual = protocol === 'https:' ? 443 : 80;
  return { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? usual : Number(port) };
}
