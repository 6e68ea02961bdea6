import { messageOf } from '../../../core/driver-error.js';
import { isJsonObject, type JsonObject } from '../../../core/json.js';
import type { CloudFailure, FailureKind } from '../../cloud/cloud-failure.js';

/** `google.rpc.Code` by number, as the error of an operation carries it. */
const codeByNumber: Readonly<Record<number, string>> = {
  1: 'CANCELLED',
  3: 'INVALID_ARGUMENT',
  4: 'DEADLINE_EXCEEDED',
  5: 'NOT_FOUND',
  6: 'ALREADY_EXISTS',
  7: 'PERMISSION_DENIED',
  8: 'RESOURCE_EXHAUSTED',
  9: 'FAILED_PRECONDITION',
  10: 'ABORTED',
  13: 'INTERNAL',
  14: 'UNAVAILABLE',
  16: 'UNAUTHENTICATED',
};

const kindByCode: Readonly<Record<string, FailureKind>> = {
  INVALID_ARGUMENT: 'invalid',
  OUT_OF_RANGE: 'invalid',
  UNIMPLEMENTED: 'invalid',
  FAILED_PRECONDITION: 'invalid',
  NOT_FOUND: 'not-found',
  ALREADY_EXISTS: 'conflict',
  ABORTED: 'busy',
  PERMISSION_DENIED: 'permission',
  UNAUTHENTICATED: 'unauthenticated',
  RESOURCE_EXHAUSTED: 'transient',
  UNAVAILABLE: 'transient',
  DEADLINE_EXCEEDED: 'transient',
  INTERNAL: 'transient',
};

const codeByHttpStatus: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  408: 'UNAVAILABLE',
  409: 'ALREADY_EXISTS',
  412: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
};

/**
 * The code of a 404 that is not in the form of Google's errors. It comes from a proxy, or from another server at a
 * wrong address, and does not prove that a cluster is gone.
 */
const foreignNotFound = 'NOT_GOOGLES';

/** The parts of an error of Google's, from any of its forms. */
interface GoogleError {
  readonly code: string;
  readonly message: string;
  readonly details: readonly JsonObject[];
}

/**
 * The failure of an operation, or of a cluster in ERROR. A kind that is transient for a call is final for an operation
 * that has ended.
 */
export function operationFailure(error: { code?: number | null; message?: string | null }): CloudFailure {
  const said = { code: codeByNumber[error.code ?? 13] ?? 'INTERNAL', message: error.message ?? '', details: [] };
  const kind = kindOf(said);
  const why = said.message === '' ? `Google ended it with ${said.code}` : `Google says: ${said.message}`;
  return { kind: kind === 'transient' || kind === 'busy' ? 'failed' : kind, why };
}

/** What a failed request means. `thrown` is what Google's client library throws. */
export function requestFailure(thrown: unknown): CloudFailure {
  const response = (thrown as { response?: { status?: unknown; data?: unknown; headers?: unknown } } | null)?.response;
  if (typeof response?.status !== 'number') {
    const why = networkReason(thrown);
    if (!isRefusedAnswer(thrown)) return { kind: 'transient', why, cause: thrown };
    return {
      kind: 'failed',
      why,
      whatToDo: 'no Google API answers so: check api-endpoint and the proxy',
      cause: thrown,
    };
  }
  const refused = oauthRefusal(response.status, response.data);
  if (refused !== undefined) return { ...refused, cause: thrown };
  const said = read(response.status, response.data);
  const kind = kindOf(said);
  const advice = adviceFor(said);
  const retryAfterMs = retryAfter(response.headers);
  return {
    kind,
    why: `Google answered ${String(response.status)}${said.message === '' ? '' : ` (${said.message})`}`,
    ...(advice === undefined ? {} : { whatToDo: advice }),
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    cause: thrown,
  };
}

function read(status: number, data: unknown): GoogleError {
  const code = codeByHttpStatus[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID_ARGUMENT');
  const error = isJsonObject(data) ? data.error : undefined;
  if (!isJsonObject(error)) return { code: status === 404 ? foreignNotFound : code, message: '', details: [] };
  const details = Array.isArray(error.details) ? error.details.filter(isJsonObject) : [];
  const message = typeof error.message === 'string' ? error.message.slice(0, 1_000) : '';
  // The older list of reasons, which compute/v1 still sends, has other names for the same reasons.
  const older = Array.isArray(error.errors) ? error.errors.filter(isJsonObject) : [];
  const limited = older.some(({ reason }) => reason === 'rateLimitExceeded' || reason === 'userRateLimitExceeded');
  const reasons = limited ? [...details, { reason: 'RATE_LIMIT_EXCEEDED' }] : details;
  return { code: typeof error.status === 'string' ? error.status : code, message, details: reasons };
}

/**
 * Google uses one code for several kinds of failures. The reason in the details distinguishes them, or else the
 * message.
 */
function kindOf({ code, message, details }: GoogleError): FailureKind {
  const reasons = details.map(({ reason }) => reason);
  if (reasons.includes('RATE_LIMIT_EXCEEDED')) return 'transient';
  if (
    /insufficient (regional )?quota|quota .*exceeded|exceeded.* quota|QUOTA_EXCEEDED|ZONE_RESOURCE_POOL_EXHAUSTED/i.test(
      message,
    )
  ) {
    return /per (minute|second|100 seconds)/i.test(message) ? 'transient' : 'quota';
  }
  if (/fingerprint|resource_version|etag/i.test(message)) return 'stale';
  if (code === 'FAILED_PRECONDITION' || code === 'INVALID_ARGUMENT') {
    return /incompatible operation|operation .*(in progress|currently)|wait and try again/i.test(message)
      ? 'busy'
      : 'invalid';
  }
  return kindByCode[code] ?? 'transient';
}

function adviceFor({ code, message, details }: GoogleError): string | undefined {
  if (code === foreignNotFound) return 'this is no answer of a Google API: check api-endpoint, token_uri and the proxy';
  if (details.some(({ reason }) => reason === 'SERVICE_DISABLED')) {
    return 'enable the API in the project, then try again';
  }
  const [, permission] = /["']([a-z]+\.[a-zA-Z]+\.[a-zA-Z]+)["']/.exec(message) ?? [];
  if (code === 'PERMISSION_DENIED' && permission !== undefined)
    return `grant ${permission} to the credential's account`;
  return undefined;
}

/** A token endpoint refuses in OAuth's own form: `{error: "invalid_grant", error_description}` (RFC 6749, 5.2). */
function oauthRefusal(status: number, data: unknown): Pick<CloudFailure, 'kind' | 'why' | 'whatToDo'> | undefined {
  if (!isJsonObject(data) || typeof data.error !== 'string' || status >= 500) return undefined;
  const description = typeof data.error_description === 'string' ? `: ${data.error_description.slice(0, 300)}` : '';
  return {
    kind: status === 429 ? 'transient' : 'unauthenticated',
    why: `Google gives no access token for the credential (${data.error}${description})`,
    whatToDo: 'give a key that is neither deleted nor disabled, and check the clock of this machine',
  };
}

function retryAfter(headers: unknown): number | undefined {
  const value =
    headers instanceof Headers
      ? headers.get('retry-after')
      : (headers as Record<string, unknown> | undefined)?.['retry-after'];
  if (typeof value !== 'string') return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

/** The innermost reason, without the wrappers of the library and the socket. */
function networkReason(thrown: unknown): string {
  let inner: unknown = thrown;
  for (let depth = 0; depth < 5; depth++) {
    const { cause } = (inner ?? {}) as { cause?: unknown };
    if (typeof cause !== 'object' || cause === null) break;
    inner = cause;
  }
  const said = [...new Set([messageOf(inner), messageOf(thrown)])][0] ?? 'no answer';
  const authority = /self.signed certificate|unable to (get|verify).*(issuer|certificate)/i.test(said);
  return authority ? `${said} (a proxy may show a certificate of its own: give its authority as ca-certificate)` : said;
}

/** Whether the answer is one that the client does not take: a redirect, or one that is too long (node-fetch, `FetchError`). */
function isRefusedAnswer(thrown: unknown): boolean {
  let inner: unknown = thrown;
  for (let depth = 0; depth < 5 && typeof inner === 'object' && inner !== null; depth++) {
    const { type, cause } = inner as { readonly type?: unknown; readonly cause?: unknown };
    if (type === 'no-redirect' || type === 'max-size') return true;
    inner = cause;
  }
  return false;
}
