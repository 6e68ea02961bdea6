import type { Metadata } from '@grpc/grpc-js';
import { DriverError, type ErrorCode, type ErrorParts, isErrorCode } from '../core/driver-error.js';

/** The trailer that carries the code of an error: gRPC's own status is always UNKNOWN, for Rancher's sake. */
export const errorCodeKey = 'driver-error-code';

/** The trailer that carries the parts of an error, as JSON; gRPC sends the value of such a key ("-bin") as bytes. */
const errorPartsKey = 'driver-error-parts-bin';

/** Adds an error to what is sent after an answer, so that the other side has more of it than one sentence. */
export function writeError(trailers: Metadata, { code, attempted, why, whatToDo }: DriverError): void {
  trailers.set(errorCodeKey, code);
  trailers.set(errorPartsKey, Buffer.from(JSON.stringify({ attempted, why, whatToDo })));
}

/** The code in a driver's trailers, where it says one that we know. */
export function errorCodeIn(trailers: Metadata): ErrorCode | undefined {
  const [code] = trailers.get(errorCodeKey);
  return isErrorCode(code) ? code : undefined;
}

/**
 * The error that a driver means by `message`: with the code and the parts of its trailers, as far as it sends any that fit. A
 * driver of somebody else's sends none.
 */
export function readError(
  trailers: Metadata,
  message: string,
  { otherwise, cause }: { readonly otherwise: ErrorCode; readonly cause?: unknown },
): DriverError {
  const code = errorCodeIn(trailers) ?? otherwise;
  const error = new DriverError(code, { ...partsIn(trailers), cause });
  return error.message === message ? error : new DriverError(code, { why: message, cause });
}

function partsIn(trailers: Metadata): ErrorParts {
  const [value] = trailers.get(errorPartsKey);
  try {
    const { attempted, why, whatToDo } = JSON.parse(String(value)) as Readonly<Record<string, unknown>>;
    return { attempted: textOrNothing(attempted), why: String(why), whatToDo: textOrNothing(whatToDo) };
  } catch {
    return { why: '' };
  }
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
