import type { AuthClient } from 'google-auth-library';
import { DriverError, isDriverError } from '../../../core/driver-error.js';
import { cloudError, failureIn } from '../../cloud/cloud-failure.js';
import { retryCall } from '../../cloud/retry-call.js';
import type { RunningOperation } from '../../../core/running-operation.js';
import type { CredentialSource } from './credential-source.js';
import type { GkeOptionValues } from '../options/gke-options.js';
import type { GoogleClients } from './google-clients.js';
import { requestFailure } from './google-failure.js';

/** What Google's client library takes besides the parameters of a call. */
export interface RequestSettings {
  readonly signal: AbortSignal;
  readonly retry: false;
}

/** What a session needs from the process. */
export interface SessionSettings {
  readonly running: RunningOperation;
  readonly clients: GoogleClients;
  /** How long one request may take, in milliseconds. */
  readonly requestTimeoutMs: number;
}

/**
 * Makes requests to Google's APIs with one credential. Each has a time limit, is stopped by the operation's signal, and
 * fails with the errors of `cloud-failure`. Reads are repeated while they fail for transient reasons. Writes are not,
 * because the answer of a successful write may be lost: callers read again before they write again.
 */
export class GoogleSession {
  private constructor(
    readonly client: AuthClient,
    readonly source: CredentialSource,
    private readonly settings: SessionSettings,
  ) {}

  /** @throws what `GoogleClients.open` throws */
  static async open(options: GkeOptionValues, settings: SessionSettings): Promise<GoogleSession> {
    const { client, source } = await settings.clients.open(options);
    return new GoogleSession(client, source, settings);
  }

  /** Makes a call that changes nothing. */
  async read<T>(attempted: string, call: (settings: RequestSettings) => Promise<{ readonly data: T }>): Promise<T> {
    return retryCall(() => this.write(attempted, call), this.settings.running);
  }

  /**
   * Makes a call once. Where the API refuses the token, it gets a new one and repeats the call, which was not carried
   * out.
   */
  async write<T>(attempted: string, call: (settings: RequestSettings) => Promise<{ readonly data: T }>): Promise<T> {
    try {
      return await this.callOnce(call);
    } catch (thrown) {
      this.stopIfAborted(attempted);
      if (!this.forgetToken(thrown)) throw asFailure(attempted, thrown);
    }
    try {
      return await this.callOnce(call);
    } catch (thrown) {
      this.stopIfAborted(attempted);
      throw asFailure(attempted, thrown);
    }
  }

  /** A short-lived access token. */
  async accessToken(): Promise<string> {
    const attempted = 'get an access token';
    const { token } = await this.read(attempted, async () => ({ data: await this.client.getAccessToken() }));
    if (typeof token === 'string' && token !== '') return token;
    throw cloudError(attempted, { kind: 'unauthenticated', why: 'Google gave none' });
  }

  /** Runs a call within its time limit. The clock measures it, so that tests need not wait. */
  private async callOnce<T>(call: (settings: RequestSettings) => Promise<{ readonly data: T }>): Promise<T> {
    const { running, requestTimeoutMs } = this.settings;
    const over = new AbortController();
    const signal = AbortSignal.any([running.signal, over.signal]);
    const limit = new AbortController();
    const timeout = running.clock.sleep(requestTimeoutMs, limit.signal).then(
      () => {
        over.abort(new Error(`no answer within ${String(Math.round(requestTimeoutMs / 1_000))} s`));
      },
      () => undefined,
    );
    try {
      // Getting a token takes no signal, so the wait for it is given up from outside.
      const answer = this.authorise().then(() => call({ signal, retry: false }));
      const { data } = await Promise.race([answer, rejectedBy(signal)]);
      return data;
    } catch (thrown) {
      throw over.signal.aborted ? over.signal.reason : thrown;
    } finally {
      limit.abort(new Error('over'));
      await timeout;
    }
  }

  /**
   * Gets a token before the call, so that a "not found" about an account or a token endpoint is not taken for one about
   * a cluster.
   */
  private async authorise(): Promise<void> {
    try {
      await this.client.getAccessToken();
    } catch (thrown) {
      if ((thrown as { response?: { status?: number } }).response?.status !== 404) throw thrown;
      const why = 'the server that issues access tokens answers 404';
      const whatToDo = 'check that the account still exists, and token_uri and token-endpoint';
      throw cloudError('get an access token', { kind: 'unauthenticated', why, whatToDo, cause: thrown });
    }
  }

  private stopIfAborted(attempted: string): void {
    const { signal } = this.settings.running;
    if (signal.aborted) throw DriverError.from(signal.reason, attempted);
  }

  /** Drops an access token that an API refused. Returns false where the token is not the reason. */
  private forgetToken(thrown: unknown): boolean {
    const { response } = thrown as { response?: { status?: number; data?: unknown } };
    const fromTokenEndpoint = typeof (response?.data as { error?: unknown } | undefined)?.error === 'string';
    if (response?.status !== 401 || fromTokenEndpoint) return false;
    this.client.setCredentials({});
    return true;
  }
}

function asFailure(attempted: string, thrown: unknown): unknown {
  if (failureIn(thrown) !== undefined) return thrown;
  // Google's library wraps the errors of the driver's own agents, such as one about a proxy that cannot be used.
  const { cause } = thrown as { cause?: unknown };
  return isDriverError(cause) ? DriverError.from(cause, attempted) : cloudError(attempted, requestFailure(thrown));
}

/** Rejects as soon as the signal is aborted; never resolves. */
async function rejectedBy(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => {
      reject(signal.reason as Error);
    };
    if (signal.aborted) give();
    else signal.addEventListener('abort', give, { once: true });
  });
}
