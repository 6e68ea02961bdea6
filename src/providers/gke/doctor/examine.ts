import { DriverError } from '../../../core/driver-error.js';
import type { Check } from '../../../core/contract/doctor.js';

/** Runs one check. An error becomes a failed check of that name. */
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

/** A successful check. */
export function ok(name: string, detail: string): Check {
  return { name, result: 'ok', detail };
}

/** A check that failed with an error. */
export function failed(name: string, thrown: unknown): Check {
  const { problem: detail, whatToDo = 'correct what the message names' } = DriverError.from(thrown);
  return { name, result: 'failed', detail, whatToDo };
}
