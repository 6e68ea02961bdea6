/**
 * Why an operation failed, as a closed set: the code decides what is retried, what is final, and how it is said.
 *
 * - `INVALID`: the caller's input is wrong; the same call fails again.
 * - `NOT_FOUND`: something that the operation needs does not exist.
 * - `CONFLICT`: something is there that is not ours, or changed under our hands.
 * - `BUSY`: another operation is under way; the same call may succeed later.
 * - `UNAUTHENTICATED`: a credential was refused (HTTP 401).
 * - `FORBIDDEN`: a credential is good, but may not do this (HTTP 403).
 * - `QUOTA`: a limit of the account is reached; final until somebody raises it.
 * - `UNAVAILABLE`: the other side did not answer, or not sensibly; the same call may succeed later.
 * - `TIMEOUT`: a time limit, ours or the caller's, ran out.
 * - `CANCELLED`: the caller went away or asked us to stop.
 * - `UNIMPLEMENTED`: the provider has no such ability.
 * - `INTERNAL`: a defect in the driver or in a provider.
 */
export type ErrorCode = (typeof errorCodes)[number];

const errorCodes = [
  'INVALID',
  'NOT_FOUND',
  'CONFLICT',
  'BUSY',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'QUOTA',
  'UNAVAILABLE',
  'TIMEOUT',
  'CANCELLED',
  'UNIMPLEMENTED',
  'INTERNAL',
] as const;

/**
 * The one error of this program. The message reads `<attempted>: <why>[; <what to do>]` and holds no secret;
 * what was caught on the way is kept in `cause`.
 */
export class DriverError extends Error {
  override readonly name = 'DriverError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: { readonly cause?: unknown },
  ) {
    super(message, options);
  }

  /**
   * Turns anything that was thrown into a `DriverError` and says what was being attempted.
   * A `DriverError` keeps its code; anything else is `INTERNAL`. The message is never empty: an empty one means success to Rancher.
   */
  static from(thrown: unknown, attempted?: string): DriverError {
    const prefix = attempted === undefined ? '' : `${attempted}: `;
    if (isDriverError(thrown)) {
      const silent = thrown.message.trim() === '';
      if (prefix === '' && !silent) return thrown;
      return new DriverError(thrown.code, prefix + (silent ? thrown.code : thrown.message), { cause: thrown });
    }
    return new DriverError('INTERNAL', prefix + messageOf(thrown), { cause: thrown });
  }
}

/** Tells a `DriverError` by its fields: `instanceof` fails for a plugin that brings its own copy of this class. */
export function isDriverError(thrown: unknown): thrown is DriverError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    (thrown as { name?: unknown }).name === 'DriverError' &&
    (errorCodes as readonly unknown[]).includes((thrown as { code?: unknown }).code) &&
    typeof (thrown as { message?: unknown }).message === 'string'
  );
}

/** The message of anything that was thrown; never empty. */
export function messageOf(thrown: unknown): string {
  const text = textOf(thrown);
  return text.trim() === '' ? Object.prototype.toString.call(thrown) : text;
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string') {
    // An error that only collects others, as Node throws where a name has several addresses.
    const parts: unknown = 'errors' in thrown ? thrown.errors : undefined;
    if (thrown.message === '' && Array.isArray(parts)) return parts.map(messageOf).join('; ');
    return thrown.message;
  }
  try {
    return String(thrown);
  } catch {
    return '';
  }
}
