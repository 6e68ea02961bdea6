import { GoogleError, type GoogleStatus } from '../http/google-error.ts';

/** An error as compute/v1 sends it: with the older list of reasons. */
export function computeError(status: GoogleStatus, reason: string, message: string): GoogleError {
  return new GoogleError(status, message, { reason, withoutStatus: true });
}

/** A resource that is not there, in compute's words. */
export function computeNotFound(path: string): GoogleError {
  return computeError('NOT_FOUND', 'notFound', `The resource '${path}' was not found`);
}
