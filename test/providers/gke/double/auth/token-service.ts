import { type Answer, type Call, type Endpoint, oauthError, type Service } from '../http/endpoint.ts';
import { isJsonObject, type JsonObject } from '../json.ts';
import type { AccessTokens } from './access-tokens.ts';
import type { Federation } from './federation.ts';
import type { ServiceAccounts } from './service-accounts.ts';
import { GrantRefused, verifyAssertion } from './verify-assertion.ts';

/** What the token endpoints work with. */
export interface TokenServiceParts {
  readonly accounts: ServiceAccounts;
  readonly federation: Federation;
  readonly tokens: AccessTokens;
  readonly audiences: readonly string[];
  readonly nowMs: () => number;
}

const jwtBearer = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const cloudPlatform = 'https://www.googleapis.com/auth/cloud-platform';

/**
 * Google's OAuth token endpoint (`/token`), which gives an access token for the signed assertion of a service account,
 * and its token exchange (`/v1/token`) for identities from elsewhere.
 */
export function tokenService(parts: TokenServiceParts): Service {
  return (method, path) => {
    if (method !== 'POST') return undefined;
    if (path === '/token') return endpoint('oauth2.token', (form) => assertion(form, parts));
    return path === '/v1/token' ? endpoint('sts.token', (form) => exchange(form, parts)) : undefined;
  };
}

function endpoint(rpc: string, grant: (form: JsonObject) => Answer | Promise<Answer>): Endpoint {
  const answer = async ({ body }: Call): Promise<Answer> => {
    try {
      return await grant(isJsonObject(body) ? body : {});
    } catch (thrown) {
      if (thrown instanceof GrantRefused) return oauthError(thrown.code, thrown.message);
      throw thrown;
    }
  };
  return { rpc, kind: 'credential', open: true, answer };
}

async function assertion(form: JsonObject, parts: TokenServiceParts): Promise<Answer> {
  if (form.grant_type !== jwtBearer) throw new GrantRefused('unsupported_grant_type', 'Invalid grant_type.');
  const rules = { keys: parts.accounts.keys, audiences: parts.audiences, nowMs: parts.nowMs() };
  const { assertion: signed } = form;
  if (typeof signed !== 'string') throw new GrantRefused('invalid_request', 'Missing required parameter: assertion');
  const { account, scopes } = await verifyAssertion(signed, rules);
  return token(parts.tokens, account, scopes);
}

function exchange(form: JsonObject, { federation, tokens }: TokenServiceParts): Answer {
  federation.check(form);
  const { body } = token(tokens, federation.principal, [cloudPlatform]);
  return { body: { ...body, issued_token_type: 'urn:ietf:params:oauth:token-type:access_token' } };
}

function token(tokens: AccessTokens, account: string, scopes: readonly string[]): { readonly body: JsonObject } {
  const { token: accessToken, lifetimeS } = tokens.issue(account, scopes);
  return { body: { access_token: accessToken, expires_in: lifetimeS, token_type: 'Bearer' } };
}
