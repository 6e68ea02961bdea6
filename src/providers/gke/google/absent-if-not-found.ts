import { isDriverError } from '../../../core/driver-error.js';

/** What a call brings, or undefined where it fails because there is no such thing. */
export async function absentIfNotFound<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'NOT_FOUND') return undefined;
    throw thrown;
  }
}
