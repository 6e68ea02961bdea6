import type { OptionProblem } from '../../../core/options/option-problem.js';
import { isLoopback } from '../../../adapters/network/is-loopback.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import { parseServiceAccountKey } from '../google/service-account-key.js';

/** Problems of the credential, and of the endpoints that it is sent to. */
export function validateConnection(options: GkeOptionValues): readonly OptionProblem[] {
  return [...credentialProblems(options), ...endpointProblems(options)];
}

function credentialProblems(options: GkeOptionValues): readonly OptionProblem[] {
  const { credential, gkeCredentialPath, applicationDefaultCredentials } = options;
  const ways = [credential, gkeCredentialPath, applicationDefaultCredentials === true || undefined];
  const given = ways.filter((way) => way !== undefined).length;
  if (given === 0) {
    const problem = 'is required, unless gke-credential-path or application-default-credentials is given';
    return [{ option: 'credential', problem }];
  }
  if (given > 1) {
    const problem = 'excludes gke-credential-path and application-default-credentials: give only one of them';
    return [{ option: 'credential', problem }];
  }
  if (credential === undefined) return [];
  const key = parseServiceAccountKey(credential);
  return typeof key === 'string' ? [{ option: 'credential', problem: key }] : [];
}

/**
 * Problems of the endpoints. Users may send the tokens of their own key wherever they like. Tokens of the driver's own
 * identity, which is not theirs, go only to Google.
 */
function endpointProblems(options: GkeOptionValues): readonly OptionProblem[] {
  const endpoints = [
    ['api-endpoint', options.apiEndpoint],
    ['token-endpoint', options.tokenEndpoint],
    ['compute-endpoint', options.computeEndpoint],
    ['resource-manager-endpoint', options.resourceManagerEndpoint],
    ['service-usage-endpoint', options.serviceUsageEndpoint],
  ] as const;
  return endpoints.flatMap(([option, endpoint]) => {
    if (endpoint === undefined) return [];
    const problem = endpointProblem(endpoint, options.credential !== undefined);
    return problem === undefined ? [] : [{ option, problem }];
  });
}

function endpointProblem(endpoint: string, ownKey: boolean): string | undefined {
  if (!URL.canParse(endpoint)) return 'must be a URL';
  const { protocol, hostname } = new URL(endpoint);
  if (isLoopback(hostname.replace(/^\[|\]$/g, ''))) return undefined;
  if (protocol !== 'https:') return 'must begin with https://: a credential goes there';
  if (ownKey || hostname.endsWith('.googleapis.com')) return undefined;
  return 'must be below googleapis.com, unless the credential is given as content';
}
