import { type DriverError, isDriverError } from '../../src/core/driver-error.js';

/**
 * The `DriverError` that `work` fails with.
 * @throws where it succeeds, or fails with something else
 */
export async function failureOf(work: () => unknown): Promise<DriverError> {
  let result: unknown;
  try {
    result = await work();
  } catch (thrown) {
    if (isDriverError(thrown)) return thrown;
    throw new Error('it failed with something that is no DriverError', { cause: thrown });
  }
  throw new Error(`it succeeded with ${String(result)}`);
}
