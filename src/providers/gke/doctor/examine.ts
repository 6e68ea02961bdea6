import { DriverError } from '../../../core/driver-error.js';
import type { Check } from '../../../core/contract/doctor.js';
import { cloudError, failureIn } from '../../cloud/cloud-failure.js';

/** Runs one part; what it throws is a failed check of that name. */
export async function examine(name: string, look: () => Promise<Check | readonly Check[]>): Promise<readonly Check[]> {
  try {
    const checks = await look();
    return 'name' in checks ? [checks] : checks;
  } catch (thrown) {
    const error = DriverError.from(thrown);
    if (error.code === 'CANCELLED' || error.code === 'TIMEOUT') throw error;
    return [failed(name, thrown)];
  }
}

/** A check that found what it wanted. */
export function ok(name: string, detail: string): Check {
  return { name, result: 'ok', detail };
}

/** A check that failed with an error; what follows the last ";" of a message is what to do. */
export function failed(name: string, thrown: unknown): Check {
  const failure = failureIn(thrown);
  const { message } = failure === undefined ? DriverError.from(thrown) : cloudError(name, failure);
  const at = message.lastIndexOf('; ');
  return {
    name,
    result: 'failed',
    detail: at < 0 ? message : message.slice(0, at),
    whatToDo: at < 0 ? 'see the message' : message.slice(at + 2),
  };
}
