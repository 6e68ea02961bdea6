import { randomBytes } from 'node:crypto';
import { errorInfo, GoogleError } from '../http/google-error.ts';

interface AccessToken {
  readonly account: string;
  readonly scopes: readonly string[];
  readonly expiresAtMs: number;
}

const unauthenticated =
  'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid ' +
  'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';
const missing =
  'Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid ' +
  'authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.';

/** The access tokens handed out: each names an account and dies at its time. */
export class AccessTokens {
  private readonly tokens = new Map<string, AccessToken>();
  private readonly now: () => number;
  private readonly lifetimeS: number;

  constructor(now: () => number, lifetimeS: number) {
    this.now = now;
    this.lifetimeS = lifetimeS;
  }

  issue(account: string, scopes: readonly string[]): { readonly token: string; readonly lifetimeS: number } {
    const token = `ya29.double.${randomBytes(24).toString('base64url')}`;
    this.tokens.set(token, { account, scopes, expiresAtMs: this.now() + this.lifetimeS * 1000 });
    return { token, lifetimeS: this.lifetimeS };
  }

  /** The account of a token that is alive; undefined for any other. */
  accountOf(token: string): string | undefined {
    const found = this.tokens.get(token);
    return found !== undefined && found.expiresAtMs > this.now() ? found.account : undefined;
  }

  /**
   * The account that an Authorization header speaks for.
   * @throws GoogleError UNAUTHENTICATED where there is no token, or one that is unknown or has expired
   */
  authenticate(header: string | undefined): string {
    if (header === undefined) {
      throw new GoogleError('UNAUTHENTICATED', missing, { details: [errorInfo('CREDENTIALS_MISSING')] });
    }
    const account = this.accountOf(/^Bearer (\S+)$/i.exec(header)?.[1] ?? '');
    if (account !== undefined) return account;
    throw new GoogleError('UNAUTHENTICATED', unauthenticated, {
      details: [errorInfo('ACCESS_TOKEN_TYPE_UNSUPPORTED')],
    });
  }

  /** Lets every token handed out so far, or those of one account, die now. */
  expireAll(account?: string): void {
    for (const [token, { account: owner }] of this.tokens) {
      if (account === undefined || owner === account) this.tokens.delete(token);
    }
  }
}
