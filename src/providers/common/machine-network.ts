import { setDefaultCACertificates } from 'node:tls';
import { setGlobalProxyFromEnv } from 'node:http';
import { trustedAuthorities } from './ca-certificates.js';

/**
 * Has every client in this process that is not told otherwise, `fetch` too, trust what the machine trusts and use the proxies
 * that the environment names. For adapters that do not come with the host: they cannot know of Rancher's files. It parses
 * 150 authorities, so nothing that is loaded at every start may call it.
 */
export async function useMachineNetwork(): Promise<void> {
  const { ca } = await trustedAuthorities();
  setDefaultCACertificates([...ca]);
  setGlobalProxyFromEnv();
}
