import { status, type Metadata, type ServiceError } from '@grpc/grpc-js';
import { DriverError, type ErrorCode } from '../../core/driver-error.js';

/** The trailer in which our drivers say the code of an error; gRPC's own code is always UNKNOWN, for Rancher's sake. */
const errorCodeTrailer = 'driver-error-code';

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

const names: ReadonlySet<string> = new Set([...Object.values(codes), 'BUSY', 'INTERNAL']);

/** The driver's error as one of ours: its bare message, and its code as far as it says one. */
export function errorFromStatus(error: ServiceError): DriverError {
  const code = errorCodeIn(error.metadata) ?? codes[error.code] ?? 'INTERNAL';
  const message = error.details === '' ? `the driver answered ${status[error.code]} without a message` : error.details;
  return new DriverError(code, message, { cause: error });
}

/** The code in a driver's trailers, where it says one that we know. */
export function errorCodeIn(trailers: Metadata): ErrorCode | undefined {
  const [code] = trailers.get(errorCodeTrailer);
  return typeof code === 'string' && names.has(code) ? (code as ErrorCode) : undefined;
}
