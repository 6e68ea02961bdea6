import type { Check } from '../../core/doctor.js';
import { trustedAuthorities } from '../common/ca-certificates.js';
import { proxyFor, type ProxyEnvironment } from '../common/proxy-for.js';
import type { GkeOptionValues } from './gke-options.js';

const publicEndpoint = 'https://container.googleapis.com';

/** How Google would be reached: through which proxy, trusting which authorities. */
export async function examineConnection(
  options: GkeOptionValues,
  environment: ProxyEnvironment,
): Promise<readonly Check[]> {
  const url = new URL(options.apiEndpoint ?? publicEndpoint);
  const proxy = proxyFor(url, environment);
  const { files } = await trustedAuthorities(options.caCertificate);
  const own = options.caCertificate === undefined ? [] : ['ca-certificate'];
  const sources = ['those of Node', ...files, ...own];
  return [
    {
      name: 'proxy',
      result: 'ok',
      detail: `${url.host} is reached ${proxy === undefined ? 'directly' : `through ${withoutPassword(proxy)}`}`,
    },
    { name: 'certificate authorities', result: 'ok', detail: `trusted are ${sources.join(', ')}` },
  ];
}

function withoutPassword(proxy: string): string {
  if (!URL.canParse(proxy)) return 'a proxy whose URL cannot be read';
  const { protocol, host } = new URL(proxy);
  return `${protocol}//${host}`;
}
