import { setDefaultCACertificates } from 'node:tls';
import type { Log } from '../../core/log.js';
import { jailCaFiles, trustedAuthorities } from './ca-certificates.js';
import { type ProxySetting, proxySetting } from './proxy-setting.js';

/**
 * Makes every client in this process that has no settings of its own, `fetch` included, trust the machine's authorities and
 * use the proxies that the environment names. It is for adapters that do not come with the host, because they cannot know
 * of Rancher's files. It parses 150 authorities, so nothing that is loaded at every start may call it. A wrong file or
 * variable is reported in the log and affects nothing else: a proxy that cannot be used fails only the requests that it is
 * for.
 */
export async function useMachineNetwork(log: Log, caFiles: readonly string[] = jailCaFiles): Promise<void> {
  const { ca, problems } = await trustedAuthorities(undefined, caFiles);
  setDefaultCACertificates([...ca]);
  const settings = (['https:', 'http:'] as const).map((protocol) => proxySetting(protocol, process.env));
  for (const problem of [...problems, ...settings.flatMap(proxyProblem)]) log.warn(problem);
  if (settings.every((setting) => setting === undefined)) return;
  const { useProxies } = await import('./use-proxies.js');
  useProxies();
}

function proxyProblem(setting: ProxySetting | undefined): readonly string[] {
  if (setting === undefined || 'url' in setting) return [];
  return [`${setting.variable} ${setting.problem}: requests that it is for will fail`];
}
