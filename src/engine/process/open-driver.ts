import type { Clock } from '../../core/clock.js';
import { DriverError, isDriverError } from '../../core/driver-error.js';
import type { DialDriver } from '../client/dial-driver.js';
import { driverCalls, type CallDriver } from '../client/driver-calls.js';
import type { DriverSession } from '../client/driver-client.js';
import type { DriverCommand } from './driver-command.js';
import { crashError } from './crash-error.js';
import { startDriverProcess, type DriverProcess } from './driver-process.js';
import type { Report } from './engine-event.js';
import { freePort } from './free-port.js';
import { waitUntilAlive } from './liveness.js';
import { unaryCall } from '../client/unary-call.js';

/** How to run a driver. */
export interface DriverSurroundings {
  readonly clock: Clock;
  readonly dial: DialDriver;
  readonly report: Report;
  /** Cancels the operation: the driver gets SIGTERM, has `graceMs` to answer, and is then killed. */
  readonly signal: AbortSignal;
  readonly graceMs?: number;
}

const usualGraceMs = 10_000;
const probeLimitMs = 5_000;
const portTries = 3;

/**
 * Starts a driver the way Rancher does, and resolves when it answers.
 *
 * Rancher never cancels an operation; this engine does. gRPC's own cancellation would drop the answer, and with it what a
 * create has made so far. So the engine sends SIGTERM to the driver and still waits for its answer. It cancels the call
 * when `graceMs` is over.
 * @throws INVALID when the program cannot be started; UNAVAILABLE when it ends or never answers
 */
export async function openDriver(command: DriverCommand, surroundings: DriverSurroundings): Promise<DriverSession> {
  for (let tries = 1; ; tries++) {
    surroundings.signal.throwIfAborted();
    const port = await freePort();
    const driver = await startDriverProcess(command, port, (line) => {
      surroundings.report({ kind: 'line', line });
    });
    surroundings.report({ kind: 'driver-started', command, port, pid: driver.pid });
    try {
      return await connect(driver, port, surroundings);
    } catch (thrown) {
      await stop(driver, surroundings.report);
      if (tries < portTries && lostThePort(driver)) continue;
      throw thrown;
    }
  }
}

async function connect(driver: DriverProcess, port: number, surroundings: DriverSurroundings): Promise<DriverSession> {
  const { clock, dial, report, signal, graceMs = usualGraceMs } = surroundings;
  const client = await dial(port);
  const patience = new AbortController();
  let how: string | undefined;
  void driver.exited.then((ended) => {
    how = ended;
    patience.abort();
  });
  const call: CallDriver = async (operation, start) => {
    signal.throwIfAborted();
    const settled = new AbortController();
    const onCancel = (): void => {
      driver.terminate();
      clock.sleep(graceMs, settled.signal).then(
        () => {
          patience.abort();
        },
        () => undefined,
      );
    };
    signal.addEventListener('abort', onCancel, { once: true });
    try {
      return await unaryCall(start, patience.signal);
    } catch (thrown) {
      if (signal.aborted) throw cancelled(operation, thrown);
      if (isDriverError(thrown) && thrown.code === 'UNAVAILABLE') await exitSoon(driver, clock);
      throw how === undefined ? thrown : crashError(operation, how, driver.lastLines(), thrown);
    } finally {
      settled.abort();
      signal.removeEventListener('abort', onCancel);
    }
  };
  const close = async (): Promise<void> => {
    client.close();
    await stop(driver, report);
  };
  const ended = (): void => {
    if (how !== undefined) throw crashError('its start', how, driver.lastLines());
  };
  const probe = (): Promise<unknown> =>
    unaryCall((done) => client.GetCapabilities({}, { deadline: Date.now() + probeLimitMs }, done), patience.signal);
  try {
    await waitUntilAlive(probe, ended, clock, signal);
  } catch (thrown) {
    client.close();
    throw thrown;
  }
  return { ...driverCalls(client, call), close };
}

async function stop(driver: DriverProcess, report: Report): Promise<void> {
  await driver.kill();
  report({ kind: 'driver-stopped', pid: driver.pid });
}

/** Waits a moment for the driver's end: a connection is seen to break before its process is seen to end. */
async function exitSoon(driver: DriverProcess, clock: Clock): Promise<void> {
  const settled = new AbortController();
  const waited = clock.sleep(1_000, settled.signal).catch(() => undefined);
  await Promise.race([driver.exited, waited]);
  settled.abort();
}

function lostThePort(driver: DriverProcess): boolean {
  return driver.lastLines().some(({ message }) => /EADDRINUSE|address already in use/i.test(message));
}

function cancelled(operation: string, cause: unknown): DriverError {
  return new DriverError('CANCELLED', { why: `interrupted during ${operation}, before the driver answered`, cause });
}
