import { status, type ServiceError } from '@grpc/grpc-js';
import type { DriverError, ErrorCode } from '../../core/driver-error.js';
import { readError } from '../../wire/error-trailers.js';

const codes: Readonly<Record<string, ErrorCode>> = {
  [status.CANCELLED]: 'CANCELLED',
  [status.INVALID_ARGUMENT]: 'INVALID',
  [status.OUT_OF_RANGE]: 'INVALID',
  [status.DEADLINE_EXCEEDED]: 'TIMEOUT',
  [status.NOT_FOUND]: 'NOT_FOUND',
  [status.ALREADY_EXISTS]: 'CONFLICT',
  [status.ABORTED]: 'CONFLICT',
  [status.PERMISSION_DENIED]: 'FORBIDDEN',
  [status.UNAUTHENTICATED]: 'UNAUTHENTICATED',
  [status.RESOURCE_EXHAUSTED]: 'QUOTA',
  [status.UNIMPLEMENTED]: 'UNIMPLEMENTED',
  [status.UNAVAILABLE]: 'UNAVAILABLE',
};

/** The driver's error as one of ours: its bare message, and its code and parts as far as it says any. */
export function errorFromStatus(error: ServiceError): DriverError {
  const message = error.details === '' ? `the driver answered ${status[error.code]} without a message` : error.details;
  return readError(error.metadata, message, { otherwise: codes[error.code] ?? 'INTERNAL', cause: error });
}
