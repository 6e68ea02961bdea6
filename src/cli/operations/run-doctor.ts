import { inspect } from 'node:util';
import type { Check, DoctorContext } from '../../core/contract/doctor.js';
import { DriverError } from '../../core/driver-error.js';
import type { OptionTable } from '../../core/options/option-table.js';
import { parseOptions } from '../../core/options/parse-options.js';
import type { RawOptions } from '../../core/options/raw-options.js';
import { Redactor } from '../../core/secrets/redactor.js';
import type { EngineServices } from '../../engine/operations/engine-services.js';
import { secretsOf } from './secrets-of.js';

/** A doctor and the options to check, which are right one by one. */
export interface DoctorTask {
  readonly table: OptionTable;
  readonly doctor: (context: DoctorContext<OptionTable>) => Promise<readonly Check[]>;
  /** The name that a cluster would have. */
  readonly name: string;
  readonly wanted: RawOptions;
}

/**
 * Runs a provider's doctor in this process. Credentials among the options are redacted in the checks and in errors.
 * @throws what the doctor throws, redacted
 */
export async function runDoctor(
  { table, doctor, name, wanted }: DoctorTask,
  { clock, signal, report }: Pick<EngineServices, 'clock' | 'signal' | 'report'>,
): Promise<readonly Check[]> {
  const redactor = new Redactor();
  redactor.learn(...secretsOf(table).map((option) => wanted.strings[option]));
  const { values: options } = parseOptions(table, wanted, { call: 'create' });
  const progress = (message: string): void => {
    report({ kind: 'line', line: { level: 'info', message: redactor.redact(message) } });
  };
  try {
    const checks = await doctor({ clock, name, options, signal, progress });
    return checks.map((check) => shown(check, redactor));
  } catch (thrown) {
    const { code, attempted, why, whatToDo } = redactor.redactError(DriverError.from(thrown));
    // As text: what is behind an error may hold a whole request.
    throw new DriverError(code, { attempted, why, whatToDo, cause: redactor.redact(inspect(thrown)) });
  }
}

function shown({ name, result, detail, whatToDo }: Check, redactor: Redactor): Check {
  const check = { name, result, detail: redactor.redact(detail) };
  return whatToDo === undefined ? check : { ...check, whatToDo: redactor.redact(whatToDo) };
}
