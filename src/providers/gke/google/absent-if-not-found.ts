import { isDriverError } from '../../../core/driver-error.js';

/** Returns the result of a call, or undefined where it fails with NOT_FOUND. */
export async function absentIfNotFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'NOT_FOUND') return undefined;
    throw thrown;
  }
}
