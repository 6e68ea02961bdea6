import { DriverError, type ErrorCode } from '../../core/driver-error.js';

/**
 * The kinds of failures of a cloud, as a closed set. The kind decides what is retried and what is final. `stale`: the
 * request was based on an older version of the object; it has to be made again from the current one.
 */
export type FailureKind =
  | 'not-found'
  | 'conflict'
  | 'stale'
  | 'owned-by-another'
  | 'busy'
  | 'quota'
  | 'unauthenticated'
  | 'permission'
  | 'invalid'
  | 'transient'
  | 'failed';

/** One failed call or operation of a cloud, in plain words and without secrets. */
export interface CloudFailure {
  readonly kind: FailureKind;
  /** Completes "<attempted>: …". */
  readonly why: string;
  readonly whatToDo?: string;
  /** How long the cloud asks to wait before the next call, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}

interface Treatment {
  readonly code: ErrorCode;
  /**
   * `soon`: repeat the call; `when-free`: repeat it after the running operation; `never`: somebody has to change
   * something first.
   */
  readonly retry: 'soon' | 'when-free' | 'never';
  /** The advice where the failure itself has none. */
  readonly whatToDo?: string;
}

/** How each kind is treated. */
export const treatmentOf: Readonly<Record<FailureKind, Treatment>> = {
  'not-found': { code: 'NOT_FOUND', retry: 'never' },
  conflict: { code: 'CONFLICT', retry: 'never' },
  stale: { code: 'CONFLICT', retry: 'never', whatToDo: 'try again: somebody changed it meanwhile' },
  'owned-by-another': { code: 'CONFLICT', retry: 'never', whatToDo: 'choose another name, or remove what is there' },
  busy: { code: 'BUSY', retry: 'when-free', whatToDo: 'try again when the other operation is over' },
  quota: { code: 'QUOTA', retry: 'never', whatToDo: 'ask for a higher quota, free what is unused, or ask for less' },
  unauthenticated: { code: 'UNAUTHENTICATED', retry: 'never', whatToDo: 'give a valid credential' },
  permission: { code: 'FORBIDDEN', retry: 'never', whatToDo: 'grant the missing permission to the credential' },
  invalid: { code: 'INVALID', retry: 'never' },
  transient: { code: 'UNAVAILABLE', retry: 'soon', whatToDo: 'try again: what exists already is found and continued' },
  failed: {
    code: 'UNAVAILABLE',
    retry: 'never',
    whatToDo: 'remove what is left of it, or ask the support of the cloud',
  },
};

/** Makes the error for a failure. `failureIn` finds the failure again, however the error was wrapped. */
export function cloudError(attempted: string, failure: CloudFailure): DriverError {
  const { code, whatToDo } = treatmentOf[failure.kind];
  const cause = new FailureCause(failure);
  return new DriverError(code, { attempted, why: failure.why, whatToDo: failure.whatToDo ?? whatToDo, cause });
}

/** The failure from which an error was made, or undefined for any other error. */
export function failureIn(thrown: unknown): CloudFailure | undefined {
  let inner = thrown;
  for (let depth = 0; depth < deepestCause && typeof inner === 'object' && inner !== null; depth++) {
    if (inner instanceof FailureCause) return inner.failure;
    inner = (inner as { readonly cause?: unknown }).cause;
  }
  return undefined;
}

const deepestCause = 10;

/** Carries a failure as the cause of an error. */
class FailureCause extends Error {
  override readonly name = 'CloudFailure';

  constructor(readonly failure: CloudFailure) {
    super(failure.why, { cause: failure.cause });
  }
}
