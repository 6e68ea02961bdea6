import { Metadata, status } from '@grpc/grpc-js';
import type { DriverError } from '../../../src/core/driver-error.js';
import { writeError } from '../../../src/wire/error-trailers.js';
import type { FakeDriverAnswer } from './fake-driver-script.ts';

/** What our own driver sends after an answer to tell of a failure, for the script of a fake driver. */
export function ourTrailers(error: DriverError): Readonly<Record<string, string>> {
  const trailers = new Metadata();
  writeError(trailers, error);
  return Object.fromEntries(Object.entries(trailers.toHttp2Headers()).map(([key, values]) => [key, String(values)]));
}

/** How our own driver refuses a call. */
export function ourRefusal(error: DriverError): FakeDriverAnswer {
  return { error: { code: status.UNKNOWN, details: error.message }, trailers: ourTrailers(error) };
}

/** How our own driver answers a create that failed after something came to exist. */
export function ourFailedCreate(error: DriverError, reply: object = {}): FakeDriverAnswer {
  return { reply: { ...reply, create_error: error.message }, trailers: ourTrailers(error) };
}
