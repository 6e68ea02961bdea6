import type { Answer, Call, Endpoint, Service } from '../http/endpoint.ts';
import type { AccessTokens } from './access-tokens.ts';

/** The machine that the metadata server answers for. */
export interface MetadataMachine {
  readonly project: string;
  readonly projectNumber: string;
  readonly account: string;
  readonly zone: string;
}

const root = '/computeMetadata/v1';
const flavor = { 'Metadata-Flavor': 'Google' };
const scope = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * The metadata server of a machine in Google's cloud, for application-default credentials: set `GCE_METADATA_HOST` to
 * the double's host and port.
 */
export function metadataService(tokens: AccessTokens, machine: MetadataMachine): Service {
  const account = `${root}/instance/service-accounts/default`;
  const texts: Readonly<Record<string, string>> = {
    [`${root}/instance`]: '',
    [`${root}/project/project-id`]: machine.project,
    [`${root}/project/numeric-project-id`]: machine.projectNumber,
    [`${root}/instance/zone`]: `projects/${machine.projectNumber}/zones/${machine.zone}`,
    [`${root}/universe/universe-domain`]: 'googleapis.com',
    [`${account}/email`]: machine.account,
    [`${account}/scopes`]: `${scope}\n`,
  };
  return (method, path) => {
    const asked = path.replace(/\/$/, '');
    if (method !== 'GET' || !asked.startsWith(root)) return undefined;
    if (asked === `${account}/token`) return endpoint('metadata.token', () => token(tokens, machine.account));
    const text = texts[asked];
    return endpoint('metadata.get', () =>
      text === undefined
        ? { status: 404, body: 'not found', headers: { ...flavor, 'content-type': 'text/plain' } }
        : { body: text, headers: { ...flavor, 'content-type': 'application/text' } },
    );
  };
}

function token(tokens: AccessTokens, account: string): Answer {
  const { token: accessToken, lifetimeS } = tokens.issue(account, [scope]);
  return { body: { access_token: accessToken, expires_in: lifetimeS, token_type: 'Bearer' }, headers: flavor };
}

/** Requests without the header are refused: it keeps a browser from being tricked into asking. */
function endpoint(rpc: string, answer: (call: Call) => Answer): Endpoint {
  return {
    rpc,
    kind: 'credential',
    open: true,
    answer: (call) =>
      call.headers['metadata-flavor'] === 'Google' ? answer(call) : { status: 403, body: 'Forbidden' },
  };
}
