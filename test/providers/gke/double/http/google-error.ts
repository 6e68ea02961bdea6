import type { JsonObject } from '../json.ts';

/** The canonical codes that Google's APIs name in their errors, with the HTTP status that each travels under. */
const httpStatuses = {
  INVALID_ARGUMENT: 400,
  FAILED_PRECONDITION: 400,
  OUT_OF_RANGE: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  ABORTED: 409,
  ALREADY_EXISTS: 409,
  RESOURCE_EXHAUSTED: 429,
  CANCELLED: 499,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
  UNAVAILABLE: 503,
  DEADLINE_EXCEEDED: 504,
} as const;

/** A canonical code by name. */
export type GoogleStatus = keyof typeof httpStatuses;

/** The numbers of the same codes in `google.rpc.Status`, as an operation's error carries them. */
export const rpcCodes: Readonly<Record<GoogleStatus, number>> = {
  CANCELLED: 1,
  INVALID_ARGUMENT: 3,
  DEADLINE_EXCEEDED: 4,
  NOT_FOUND: 5,
  ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7,
  RESOURCE_EXHAUSTED: 8,
  FAILED_PRECONDITION: 9,
  ABORTED: 10,
  OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12,
  INTERNAL: 13,
  UNAVAILABLE: 14,
  UNAUTHENTICATED: 16,
};

interface ErrorSettings {
  /** `google.rpc.*` messages with their `@type`. */
  readonly details?: readonly JsonObject[];
  /** The reason in the older `errors` list, which compute/v1 still sends. */
  readonly reason?: string;
  readonly retryAfterS?: number;
  /** compute/v1 does not name the canonical code. */
  readonly withoutStatus?: boolean;
}

/** An answer that is an error in the JSON shape of Google's APIs. */
export class GoogleError extends Error {
  readonly status: GoogleStatus;
  readonly settings: ErrorSettings;

  constructor(status: GoogleStatus, message: string, settings: ErrorSettings = {}) {
    super(message);
    this.name = 'GoogleError';
    this.status = status;
    this.settings = settings;
  }

  get httpStatus(): number {
    return httpStatuses[this.status];
  }

  toJson(): JsonObject {
    const { details, reason } = this.settings;
    const error: JsonObject = { code: this.httpStatus, message: this.message };
    if (reason !== undefined) error.errors = [{ message: this.message, domain: 'global', reason }];
    if (this.settings.withoutStatus !== true) error.status = this.status;
    if (details !== undefined) error.details = [...details];
    return { error };
  }
}

/** A `google.rpc.ErrorInfo` for an error's details. */
export function errorInfo(reason: string, metadata: JsonObject = {}): JsonObject {
  return { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason, domain: 'googleapis.com', metadata };
}
