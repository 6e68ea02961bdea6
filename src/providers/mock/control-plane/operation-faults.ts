import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, DriverError } from '../../../core/driver-error.js';
import { isJsonObject } from '../../../core/json.js';
import { conditionOf, makeClusterDirectory } from './cluster-directory.js';
import { type Fault, parseFaults } from '../../../simulated-kubernetes/spec/simulated-faults.js';
import type { CreateStep, FaultyOperation } from '../options/faults.js';

/** The file, inside the cluster's directory, that counts the faults with a limited number of times. */
export const strikesFile = 'faults.json';

/** What a fault of an operation acts on. */
export interface FaultyCall {
  readonly cluster: string;
  readonly faults: readonly string[];
  readonly signal: AbortSignal;
  readonly directory: string;
  /** Called before the directory is made only to count a fault. */
  beforeCount?(): void;
}

const errorCodes: Readonly<Record<string, ErrorCode>> = {
  fail: 'UNAVAILABLE',
  unauthenticated: 'UNAUTHENTICATED',
  forbidden: 'FORBIDDEN',
  quota: 'QUOTA',
};

/** Faults that come before anything is made: a cloud that refuses the caller makes nothing. */
const refusals = ['unauthenticated', 'forbidden'];

/**
 * Raises the general faults of an operation. `when` is 'first' for what a cloud refuses at once, 'later' for the rest.
 */
export async function raiseOperationFaults(
  call: FaultyCall,
  operation: FaultyOperation,
  when: 'first' | 'later',
): Promise<void> {
  for (const fault of parseFaults(call.faults)) {
    const [point, kind = ''] = fault.name.split(':');
    const isGeneral = kind in errorCodes || ['panic', 'async-panic', 'hang', 'ignore-signal', 'crash'].includes(kind);
    if (point !== operation || !isGeneral || refusals.includes(kind) !== (when === 'first')) continue;
    if (await countStrike(call, fault)) await act(call, fault, kind);
  }
}

/** Raises the faults of a step of create: an error, or the death of this process. */
export async function raiseStepFaults(call: FaultyCall, step: CreateStep): Promise<void> {
  for (const fault of parseFaults(call.faults)) {
    if (fault.name === `create:${step}` && (await countStrike(call, fault))) throw failure(call, fault, 'UNAVAILABLE');
    if (fault.name === `create:crash-${step}` && (await countStrike(call, fault))) await act(call, fault, 'crash');
  }
}

async function act(call: FaultyCall, fault: Fault, kind: string): Promise<void> {
  const code = errorCodes[kind];
  if (code !== undefined) throw failure(call, fault, code);
  switch (kind) {
    case 'panic':
      throw new TypeError(`undefined is not a function, by the fault ${fault.text}`);
    case 'async-panic':
      setTimeout(() => {
        throw new TypeError(`undefined is not a function, in a timer, by the fault ${fault.text}`);
      }, 0);
      return untilAborted(call.signal);
    case 'hang':
      return untilAborted(call.signal);
    case 'ignore-signal':
      return forEver();
    default:
      process.kill(process.pid, 'SIGKILL');
      return forEver();
  }
}

function failure({ cluster }: FaultyCall, fault: Fault, code: ErrorCode): DriverError {
  const [operation = ''] = fault.name.split(':');
  return new DriverError(code, {
    attempted: `${operation} ${cluster}`,
    why: `the fault ${fault.text} was asked for`,
    whatToDo: 'try again without it',
  });
}

/** Whether a fault happens once more. The count outlives this process, in the cluster's directory. */
async function countStrike(call: FaultyCall, { text, times }: Fault): Promise<boolean> {
  if (times === undefined) return true;
  if ((await conditionOf(call.directory)) === 'absent') {
    call.beforeCount?.();
    await makeClusterDirectory(call.directory);
  }
  const path = join(call.directory, strikesFile);
  const parsed: unknown = JSON.parse(await readFile(path, 'utf8').catch(() => '{}'));
  const strikes = isJsonObject(parsed) ? parsed : {};
  const struck = Number(strikes[text] ?? 0);
  if (struck >= times) return false;
  const { default: writeFileAtomic } = await import('write-file-atomic');
  await writeFileAtomic(path, JSON.stringify({ ...strikes, [text]: struck + 1 }), { mode: 0o600 });
  return true;
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const keepAlive = setInterval(() => undefined, 60_000);
    const stop = (): void => {
      clearInterval(keepAlive);
      reject(signal.reason as Error);
    };
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function forEver(): Promise<never> {
  return new Promise(() => setInterval(() => undefined, 60_000));
}
