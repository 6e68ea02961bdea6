import { createPrivateKey } from 'node:crypto';
import type { AuthClient } from 'google-auth-library';
import type { CredentialSource } from './credential-source.js';
import type { ServiceAccountKey } from './service-account-key.js';

/** The scope that the driver asks for. Roles, not scopes, limit what an account may do. */
const scope = 'https://www.googleapis.com/auth/cloud-platform';

type TransporterOptions = NonNullable<NonNullable<ConstructorParameters<typeof AuthClient>[0]>['transporterOptions']>;

/**
 * No answer of Google's that the driver asks for comes near this size, and none leads elsewhere: a redirect could take a
 * credential to another host.
 */
const answers = { size: 8 * 1024 * 1024, redirect: 'error' } as const;

/** How requests are sent: proxy and authorities. */
export type GoogleConnection = Pick<TransporterOptions, 'agent'>;

/**
 * Makes a client of Google's library that adds access tokens of `source` to its requests. This loads the library, which
 * is large.
 */
export async function openGoogleAuth(source: CredentialSource, connection: GoogleConnection): Promise<AuthClient> {
  const { GoogleAuth, OAuth2Client } = await import('google-auth-library');
  const transporterOptions = { ...connection, ...answers, retry: false };
  if (source.kind !== 'key') {
    const auth = new GoogleAuth({
      scopes: [scope],
      clientOptions: { transporterOptions },
      // The library checks the content itself; its type spells out each kind.
      ...(source.kind === 'file' ? { credentials: source.file } : {}),
    });
    return auth.getClient();
  }
  // The library's own client for keys asks Google's public endpoint only, whatever the key's token_uri says.
  const client = new OAuth2Client({ transporterOptions });
  client.refreshHandler = oneAtATime(async () => {
    const data = new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: await signAssertion(source.key),
    });
    const answer = await client.transporter.request<{ access_token?: string; expires_in?: number }>({
      url: source.key.tokenUri,
      method: 'POST',
      data,
      responseType: 'json',
    });
    const { access_token, expires_in = 0 } = answer.data;
    if (typeof access_token !== 'string') throw new Error('the token endpoint answered without an access token');
    return { access_token, expiry_date: Date.now() + expires_in * 1_000 };
  });
  return client;
}

/**
 * Signs the assertion that is exchanged for a token: RFC 7523, with the claims that Google's documentation asks for.
 */
async function signAssertion({ email, privateKey, keyId, tokenUri }: ServiceAccountKey): Promise<string> {
  const { SignJWT } = await import('jose');
  return new SignJWT({ scope })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) })
    .setIssuer(email)
    .setAudience(tokenUri)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(createPrivateKey(privateKey));
}

/** Runs `ask` once at a time. Callers that come while it runs get the same answer. */
function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let inFlight: Promise<T> | undefined;
  return () => {
    inFlight ??= ask().finally(() => {
      inFlight = undefined;
    });
    return inFlight;
  };
}
