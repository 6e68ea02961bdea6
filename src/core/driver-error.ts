/**
 * The reasons why an operation fails, as a closed set. The code decides whether a retry makes sense.
 *
 * - `INVALID`: the caller's input is wrong; the same call fails again.
 * - `NOT_FOUND`: something that the operation needs does not exist.
 * - `CONFLICT`: something exists that is not ours, or somebody else changed it meanwhile.
 * - `BUSY`: another operation is running; the same call may succeed later.
 * - `UNAUTHENTICATED`: a credential was refused (HTTP 401).
 * - `FORBIDDEN`: a credential is good, but may not do this (HTTP 403).
 * - `QUOTA`: a limit of the account is reached; final until somebody raises it.
 * - `UNAVAILABLE`: the other side gave no answer, or no usable one; the same call may succeed later.
 * - `TIMEOUT`: a time limit, ours or the caller's, ran out.
 * - `CANCELLED`: the caller disconnected or asked us to stop.
 * - `UNIMPLEMENTED`: the provider has no such ability.
 * - `INTERNAL`: a defect in the driver or in a provider.
 */
export type ErrorCode = (typeof errorCodes)[number];

/** Every code, to check one that comes from outside. */
export const errorCodes = [
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

/** The parts of an error. No part holds a secret. */
export interface ErrorParts {
  /**
   * What was attempted, in the imperative: `create cluster demo`. Absent only where another program's message is passed
   * on.
   */
  readonly attempted?: string | undefined;
  /** Why it failed. */
  readonly why: string;
  /** What the reader can do about it. */
  readonly whatToDo?: string | undefined;
  /** The error that was caught. */
  readonly cause?: unknown;
}

/** The error class of this program. Its message consists of its parts: `<attempted>: <why>[; <what to do>]`. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
  readonly attempted: string | undefined;
  readonly why: string;
  readonly whatToDo: string | undefined;

  constructor(
    readonly code: ErrorCode,
    { attempted, why, whatToDo, cause }: ErrorParts,
  ) {
    // Rancher takes an empty message for success.
    const reason = why.trim() === '' ? code : why;
    super(joined([joined([attempted, reason], ': '), whatToDo], '; '), cause === undefined ? {} : { cause });
    this.attempted = isGiven(attempted) ? attempted : undefined;
    this.why = reason;
    this.whatToDo = isGiven(whatToDo) ? whatToDo : undefined;
  }

  /** The message without its advice: `<attempted>: <why>`. */
  get problem(): string {
    return joined([this.attempted, this.why], ': ');
  }

  /**
   * Turns anything that was thrown into a `DriverError`, and adds what was attempted. A `DriverError` keeps its code
   * and its advice; anything else is `INTERNAL`.
   */
  static from(thrown: unknown, attempted?: string): DriverError {
    if (thrown instanceof DriverError && attempted === undefined) return thrown;
    if (!isDriverError(thrown))
      return new DriverError('INTERNAL', { attempted, why: messageOf(thrown), cause: thrown });
    const inner = partsOf(thrown);
    const parts = attempted === undefined ? inner : { attempted, why: joined([inner.attempted, inner.why], ': ') };
    return new DriverError(thrown.code, { ...parts, whatToDo: inner.whatToDo, cause: thrown });
  }

  /** Like `from`, but returns an error unchanged that already says what was attempted. */
  static about(thrown: unknown, attempted: string): DriverError {
    const namesAttempt = isDriverError(thrown) && isGiven(thrown.attempted);
    return DriverError.from(thrown, namesAttempt ? undefined : attempted);
  }
}

/**
 * Recognises a `DriverError` by its fields, because `instanceof` fails for an adapter with its own copy of this class.
 * Such a copy may be older and lack the parts.
 */
export function isDriverError(thrown: unknown): thrown is DriverError {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    (thrown as { name?: unknown }).name === 'DriverError' &&
    isErrorCode((thrown as { code?: unknown }).code) &&
    typeof (thrown as { message?: unknown }).message === 'string'
  );
}

/** Whether a value is one of the codes. */
export function isErrorCode(value: unknown): value is ErrorCode {
  return (errorCodes as readonly unknown[]).includes(value);
}

/** The parts of an error. An error of an older copy of the class may have only its message. */
function partsOf(error: Partial<ErrorParts> & Pick<Error, 'message'>): ErrorParts {
  if (typeof error.why !== 'string') return { why: error.message };
  return { attempted: error.attempted, why: error.why, whatToDo: error.whatToDo };
}

function isGiven(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}

function joined(parts: readonly (string | undefined)[], separator: string): string {
  return parts.filter(isGiven).join(separator);
}

/** The message of anything that was thrown; never empty. */
export function messageOf(thrown: unknown): string {
  const text = textOf(thrown);
  return text.trim() === '' ? Object.prototype.toString.call(thrown) : text;
}

function textOf(thrown: unknown): string {
  if (typeof thrown === 'object' && thrown !== null && 'message' in thrown && typeof thrown.message === 'string') {
    // Node throws an error that only collects others, without a message of its own, where a name has several addresses.
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
