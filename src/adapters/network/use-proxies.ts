import http from 'node:http';
import https from 'node:https';
import { setGlobalDispatcher } from 'undici';
import { OutboundDispatcher } from './outbound-dispatcher.js';
import { OutboundHttpAgent } from './outbound-http-agent.js';
import { OutboundHttpsAgent } from './outbound-https-agent.js';

/**
 * Has `fetch` and Node's default agents follow the proxy variables as `proxyFor` does. Node's own way (`setGlobalProxyFromEnv`)
 * knows no ranges in NO_PROXY, leads to this machine through the proxy too, and ends the process at a proxy without a scheme.
 * This loads undici: only for who has a proxy.
 */
export function useProxies(): void {
  // As Node makes its own.
  const options = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const;
  http.globalAgent = new OutboundHttpAgent({}, options);
  https.globalAgent = new OutboundHttpsAgent({}, options);
  setGlobalDispatcher(new OutboundDispatcher(process.env));
}
