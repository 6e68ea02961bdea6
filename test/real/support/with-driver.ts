import { fileURLToPath } from 'node:url';
import type { ClusterInfo } from '../../../src/core/contract/cluster-info.js';
import type { RawOptions } from '../../../src/core/options/raw-options.js';
import type { DriverSession } from '../../../src/engine/client/driver-client.js';
import { openDriver } from '../../../src/engine/process/open-driver.js';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { engineEnvironment } from './real-engine.js';
import { dial } from '../../support/dial.js';

const program = process.env.REAL_DRIVER ?? fileURLToPath(new URL('../../../bin/driver.js', import.meta.url));

/** How to watch and to end a driver process. */
export interface DriverWatch {
  /** Called with the process and each line that it logs. */
  readonly onLine?: (line: string, pid: number) => void;
  /** Cancels what the driver is doing, as a person does with Ctrl-C. */
  readonly signal?: AbortSignal;
}

/** Runs one operation of the driver in a process of its own, as Rancher does, and ends it with SIGKILL after. */
export async function withDriver<T>(
  work: (session: DriverSession) => Promise<T>,
  { onLine = () => undefined, signal = new AbortController().signal }: DriverWatch = {},
): Promise<T> {
  let pid = 0;
  const command = {
    command: process.execPath,
    args: [program, '--provider', 'kind'],
    environment: engineEnvironment(),
  };
  const session = await openDriver(command, {
    clock: systemClock,
    dial,
    signal,
    report: (event) => {
      if (event.kind === 'driver-started') pid = event.pid;
      if (event.kind === 'line') onLine(event.line.message, pid);
    },
  });
  try {
    return await work(session);
  } finally {
    await session.close();
  }
}

/** A create that went well, in the way that Rancher tells. */
export async function created(options: RawOptions, info?: ClusterInfo, watch?: DriverWatch): Promise<ClusterInfo> {
  const answer = await withDriver((session) => session.create(options, info), watch);
  if (answer.failure !== undefined) throw answer.failure;
  return answer.info;
}
