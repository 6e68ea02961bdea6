import { DriverError, type ErrorCode, messageOf } from '../../core/driver-error.js';

const codeByStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  // That of Kubernetes itself, which says that there is no such object, is no error.
  404: 'UNAVAILABLE',
  409: 'CONFLICT',
  429: 'UNAVAILABLE',
};

const advice: Partial<Record<ErrorCode, string>> = {
  UNAUTHENTICATED: 'the credential of the cluster is refused: it may have expired or been revoked',
  FORBIDDEN: 'the credential of the cluster needs the rights of cluster-admin',
};

const certificateAdvice = 'another server answers there, or its authority was changed: ask for its certificate anew';

/** Makes the error for a failed call of the Kubernetes API; `attempted` is what the call was for, such as `create Secret`. */
export function kubernetesError(attempted: string, thrown: unknown, signal: AbortSignal): DriverError {
  if (signal.aborted) return DriverError.from(signal.reason, attempted);
  const status = statusOf(thrown);
  if (status === undefined) {
    return new DriverError('UNAVAILABLE', { attempted, why: networkReason(thrown), cause: thrown });
  }
  const code = codeByStatus[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID');
  const why = `the API server answered ${String(status)}${saidBy(thrown)}`;
  const whatToDo = status === 404 ? 'no API server answers so: check the address of the cluster' : advice[code];
  return new DriverError(code, { attempted, why, whatToDo, cause: thrown });
}

/** The HTTP status of an answer that the client took for an error, or undefined where there was no answer. */
export function statusOf(thrown: unknown): number | undefined {
  const code = (thrown as { code?: unknown } | null)?.code;
  // A DOMException has a numeric code too: 20 for an abort.
  return typeof code === 'number' && code >= 100 ? code : undefined;
}

function saidBy(thrown: unknown): string {
  const { body } = thrown as { body?: unknown };
  const parsed = typeof body === 'string' ? parseStatus(body) : body;
  const message = (parsed as { message?: unknown } | undefined)?.message;
  return typeof message === 'string' && message !== '' ? ` (${message.slice(0, 500)})` : '';
}

function parseStatus(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The client wraps the socket's error: its own message `fetch failed` says nothing, the cause's message does. */
function networkReason(thrown: unknown): string {
  const { cause } = thrown as { cause?: unknown };
  const why = messageOf(cause ?? thrown);
  return /certificate|altnames/i.test(why) ? `${why}; ${certificateAdvice}` : why;
}
