import { describe, expect, it } from '@jest/globals';
import { Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { DriverError, type ErrorCode } from '../../../src/core/driver-error.js';
import { errorFromStatus } from '../../../src/engine/client/status-error.js';
import { writeError } from '../../../src/wire/error-trailers.js';

/** Spelled out: a code that is taken off the list would be missed here. */
const everyCode: Readonly<Record<ErrorCode, true>> = {
  INVALID: true,
  NOT_FOUND: true,
  CONFLICT: true,
  BUSY: true,
  UNAUTHENTICATED: true,
  FORBIDDEN: true,
  QUOTA: true,
  UNAVAILABLE: true,
  TIMEOUT: true,
  CANCELLED: true,
  UNIMPLEMENTED: true,
  INTERNAL: true,
};

function serviceError(code: status, details: string, metadata = new Metadata()): ServiceError {
  return Object.assign(new Error(`${String(code)} ${details}`), { code, details, metadata });
}

describe("a driver's error", () => {
  it.each(Object.keys(everyCode) as ErrorCode[])('comes to the engine as it was, where one of ours is %s', (code) => {
    const sent = new DriverError(code, { attempted: 'create demo', why: 'no', whatToDo: 'try again' });
    const trailers = new Metadata();
    writeError(trailers, sent);
    const { attempted, why, whatToDo } = sent;
    expect(errorFromStatus(serviceError(status.UNKNOWN, sent.message, trailers))).toMatchObject({
      code,
      attempted,
      why,
      whatToDo,
    });
  });

  it.each([
    { given: status.CANCELLED, code: 'CANCELLED' },
    { given: status.INVALID_ARGUMENT, code: 'INVALID' },
    { given: status.OUT_OF_RANGE, code: 'INVALID' },
    { given: status.DEADLINE_EXCEEDED, code: 'TIMEOUT' },
    { given: status.NOT_FOUND, code: 'NOT_FOUND' },
    { given: status.ALREADY_EXISTS, code: 'CONFLICT' },
    { given: status.ABORTED, code: 'CONFLICT' },
    { given: status.PERMISSION_DENIED, code: 'FORBIDDEN' },
    { given: status.UNAUTHENTICATED, code: 'UNAUTHENTICATED' },
    { given: status.RESOURCE_EXHAUSTED, code: 'QUOTA' },
    { given: status.UNIMPLEMENTED, code: 'UNIMPLEMENTED' },
    { given: status.UNAVAILABLE, code: 'UNAVAILABLE' },
    { given: status.UNKNOWN, code: 'INTERNAL' },
    { given: status.DATA_LOSS, code: 'INTERNAL' },
  ])('is $code, where somebody else says gRPC status $given', ({ given, code }) => {
    const error = serviceError(given, 'no');
    expect(errorFromStatus(error)).toMatchObject({ code, message: 'no', cause: error });
  });
});
