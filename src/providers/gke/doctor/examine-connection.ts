import type { Check } from '../../../core/contract/doctor.js';
import { trustedAuthorities } from '../../../adapters/network/ca-certificates.js';
import { wayTo } from '../../../adapters/network/proxy-for.js';
import type { ProxyEnvironment } from '../../../adapters/network/proxy-setting.js';
import { failed, ok } from './examine.js';
import { givenAuthorities } from '../google/given-authorities.js';
import type { GkeOptionValues } from '../options/gke-options.js';

const publicEndpoint = 'https://container.googleapis.com';

/**
 * Reports how Google would be reached: through which proxy and by which variable, and with which trusted authorities.
 */
export async function examineConnection(
  options: GkeOptionValues,
  environment: ProxyEnvironment,
): Promise<readonly Check[]> {
  const { files, problems } = await trustedAuthorities(givenAuthorities(options.caCertificate));
  const own = options.caCertificate === undefined ? [] : ['ca-certificate'];
  const trusted = `trusted are ${['those of Node', ...files, ...own].join(', ')}`;
  // A broken authority is no failed check: perhaps nothing needs it, and a connection that needs it fails by itself.
  return [
    examineProxy(new URL(options.apiEndpoint ?? publicEndpoint), environment),
    ok('certificate authorities', [trusted, ...problems].join('; ')),
  ];
}

function examineProxy(url: URL, environment: ProxyEnvironment): Check {
  try {
    return ok('proxy', `${url.host} is reached ${wayTo(url, environment).description}`);
  } catch (thrown) {
    return failed('proxy', thrown);
  }
}
