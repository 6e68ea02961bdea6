import { DriverError, isDriverError } from '../../core/driver-error.js';
import type { EngineEvent } from '../../engine/process/engine-event.js';
import type { EngineServices } from '../../engine/operations/engine-services.js';
import type { CliContext } from '../context/cli-context.js';
import type { ClusterLock } from '../records/cluster-locks.js';
import { openDrivers } from './open-drivers.js';
import { startProgress, type Progress } from '../output/progress.js';

/** What to run. */
export interface Operation {
  /** A verb, as in messages: `create`. */
  readonly verb: string;
  /** The name of the cluster, or of what else the operation is about. */
  readonly subject: string;
  /** Whether the operation changes the cluster: it then takes the cluster's lock, and its progress is shown everywhere. */
  readonly exclusive: boolean;
  readonly verbose?: boolean | undefined;
}

/** What the work of an operation gets: the engine's services, and a way to write a line. */
export type OperationServices = EngineServices & Pick<Progress, 'say'>;

/**
 * Runs one operation of the engine: alone on its cluster, with progress on the terminal, and cancelled by Ctrl-C. A second
 * Ctrl-C ends everything at once.
 * @throws BUSY when another operation is under way; CANCELLED; what `work` throws
 */
export async function runOperation<Result>(
  context: CliContext,
  { verb, subject, exclusive, verbose = false }: Operation,
  work: (services: OperationServices) => Promise<Result>,
): Promise<Result> {
  const { terminal, host, clusters: store, locks } = context;
  const lock = exclusive ? await locks.take(subject, verb) : undefined;
  const title = `${verb} ${subject}`;
  const progress = startProgress(terminal, host.clock, { title, verbose, quiet: !exclusive });
  const cancel = new AbortController();
  const release = terminal.onInterrupt((signal) => {
    if (cancel.signal.aborted) process.exit(1);
    progress.say(`${title}: stopping, once more (${signal}) ends it at once`);
    cancel.abort(new DriverError('CANCELLED', { why: `interrupted by ${signal}` }));
  });
  const report = (event: EngineEvent): void => {
    noteDriver(lock, event);
    progress.show(event);
  };
  const surroundings = { clock: host.clock, dial: host.dial, report, signal: cancel.signal };
  try {
    const openDriver = openDrivers(context, surroundings);
    return await work({ ...surroundings, store, openDriver, say: progress.say });
  } catch (thrown) {
    throw isDriverError(thrown) && thrown.attempted !== title ? DriverError.from(thrown, title) : thrown;
  } finally {
    release();
    progress.stop();
    await lock?.release();
  }
}

function noteDriver(lock: ClusterLock | undefined, event: EngineEvent): void {
  if (event.kind === 'driver-started') lock?.noteDriver(event.pid);
  if (event.kind === 'driver-stopped') lock?.noteDriver(undefined);
}
