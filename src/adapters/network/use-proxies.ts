import http from 'node:http';
import https from 'node:https';
import { setGlobalDispatcher } from 'undici';
import { OutboundDispatcher } from './outbound-dispatcher.js';
import { OutboundHttpAgent } from './outbound-http-agent.js';
import { OutboundHttpsAgent } from './outbound-https-agent.js';

/**
 * Makes `fetch` and Node's default agents follow the proxy variables as `proxyFor` does. Node's own function for this
 * (`setGlobalProxyFromEnv`) knows no ranges in NO_PROXY, uses the proxy for this machine too, and ends the process at a
 * proxy without a scheme. This loads undici: call it only where a proxy is set.
 */
export function useProxies(): void {
  // Node's own default agents have these options.
  const options = { keepAlive: true, scheduling: 'lifo', timeout: 5_000 } as const;
  http.globalAgent = new OutboundHttpAgent({}, options);
  https.globalAgent = new OutboundHttpsAgent({}, options);
  setGlobalDispatcher(new OutboundDispatcher(process.env));
}
