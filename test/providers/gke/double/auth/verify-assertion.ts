import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, type JWTPayload } from 'jose';
import type { ServiceAccountKey } from './service-account-key.ts';

/** Why no token is given, in the two fields of OAuth's error answer. */
export class GrantRefused extends Error {
  readonly code: string;

  constructor(code: string, description: string, options?: ErrorOptions) {
    super(description, options);
    this.name = 'GrantRefused';
    this.code = code;
  }
}

/** What an assertion is checked against. */
export interface AssertionRules {
  readonly keys: readonly ServiceAccountKey[];
  /** The token endpoint's own address, and the public one that Google takes as well. */
  readonly audiences: readonly string[];
  readonly nowMs: number;
}

/** Scopes with which the container API can be called. */
const useful = new Set(['https://www.googleapis.com/auth/cloud-platform', 'https://www.googleapis.com/auth/container']);

const longestLifeS = 3600;
const clockSkewS = 300;
const badSignature = 'Invalid JWT Signature.';
const badTimes =
  'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp ' +
  'values in the JWT claim.';

/**
 * The account and scopes of a signed assertion (RFC 7523), checked as Google's token endpoint does: RS256, a key that is
 * known and not revoked, issuer, audience, scope, and a life of an hour at most.
 * @throws GrantRefused with Google's words where anything is wrong
 */
export async function verifyAssertion(
  assertion: string,
  { keys, audiences, nowMs }: AssertionRules,
): Promise<{ readonly account: string; readonly scopes: readonly string[] }> {
  const { kid, issuer } = readUnverified(assertion);
  const ofIssuer = keys.filter(({ email }) => email === issuer);
  if (ofIssuer.length === 0) throw new GrantRefused('invalid_grant', 'Invalid grant: account not found');
  const candidates = ofIssuer.filter(({ id, revoked }) => !revoked && (kid === undefined || id === kid));
  const claims = await verifyByAny(assertion, candidates, audiences, nowMs);
  checkTimes(claims, nowMs / 1000);
  return { account: issuer, scopes: scopesOf(claims) };
}

/** A key's id is optional: without it, every key of the account is tried. */
function readUnverified(assertion: string): { readonly kid: string | undefined; readonly issuer: string } {
  try {
    return { kid: decodeProtectedHeader(assertion).kid, issuer: decodeJwt(assertion).iss ?? '' };
  } catch (cause) {
    throw new GrantRefused('invalid_grant', 'Bad Request', { cause });
  }
}

async function verifyByAny(
  assertion: string,
  keys: readonly ServiceAccountKey[],
  audiences: readonly string[],
  nowMs: number,
): Promise<JWTPayload> {
  let refusal = new GrantRefused('invalid_grant', badSignature);
  for (const { publicKey } of keys) {
    const rules = { algorithms: ['RS256'], audience: [...audiences], currentDate: new Date(nowMs), clockTolerance: 5 };
    try {
      return (await jwtVerify(assertion, publicKey, rules)).payload;
    } catch (cause) {
      refusal = new GrantRefused('invalid_grant', reasonOf(cause), { cause });
      if (!(cause instanceof errors.JWSSignatureVerificationFailed)) break;
    }
  }
  throw refusal;
}

function reasonOf(cause: unknown): string {
  if (cause instanceof errors.JWTClaimValidationFailed && cause.claim === 'aud') {
    return 'Invalid JWT: Failed audience check.';
  }
  return cause instanceof errors.JWTExpired || cause instanceof errors.JWTClaimValidationFailed
    ? badTimes
    : badSignature;
}

function checkTimes({ iat, exp }: JWTPayload, nowS: number): void {
  const short = iat !== undefined && exp !== undefined && exp > iat && exp - iat <= longestLifeS;
  if (!short || iat > nowS + clockSkewS) throw new GrantRefused('invalid_grant', badTimes);
}

function scopesOf(claims: JWTPayload): readonly string[] {
  const scope = claims.scope;
  const scopes = typeof scope === 'string' ? scope.split(' ') : [];
  if (scopes.some((each) => useful.has(each))) return scopes;
  throw new GrantRefused('invalid_scope', 'Invalid OAuth scope or ID token audience provided.');
}
