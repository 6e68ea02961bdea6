import { Lifecycle, scoped } from 'tsyringe';
import type { Clock } from '../clock.js';
import { DriverError } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import type { Log } from '../log.js';
import type { RunningOperation } from '../running-operation.js';
import { clockToken, logToken } from '../injection/injection-tokens.js';

/** The caller's side of a call, besides the request. */
export interface Call {
  /** Aborted when the caller cancels, goes away, or its deadline has passed. */
  readonly signal: AbortSignal;
  /** The caller's own name for the call, for the log. */
  readonly id?: string | undefined;
}

/** The operation to run. */
export interface OperationSettings {
  /** A verb, as in messages: `create`. */
  readonly operation: string;
  readonly cluster: string;
  readonly limitMs: number;
  readonly call: Call;
  /** Whether it changes the cluster. Only one such operation runs at a time for each cluster. */
  readonly exclusive: boolean;
}

/** Makes the error of an operation that is stopped, from what it attempts and what it waits for. */
type Reason = (attempted: string, awaited: string) => DriverError;

/** How long work may take to stop after it was asked to, in milliseconds. */
const graceMs = 5_000;
/** How often the log repeats what an operation waits for, in milliseconds. */
const heartbeatMs = 30_000;

/**
 * Runs operations: one at a time for each cluster, with a time limit, cancellation and a log of what they wait for. The
 * caller gets an answer even where the work never ends or throws outside of its promise.
 */
@scoped(Lifecycle.ContainerScoped)
export class OperationRunner {
  /** The running operations, by cluster. A cluster stays taken until its work has really stopped. */
  private readonly busy = new Map<string, { readonly operation: string; readonly since: number }>();
  private readonly running = new Set<(reason: Reason) => void>();

  constructor(
    @inject(clockToken) private readonly clock: Clock,
    @inject(logToken) private readonly log: Log,
  ) {}

  /**
   * Runs `work`.
   * @throws BUSY when the cluster is taken; TIMEOUT after `limitMs`; CANCELLED when the caller is gone; what `work` throws
   */
  async run<T>(settings: OperationSettings, work: (operation: RunningOperation) => Promise<T>): Promise<T> {
    const { operation, cluster, exclusive, call } = settings;
    const attempted = `${operation} ${cluster}`;
    if (call.signal.aborted) throw new DriverError('CANCELLED', { attempted, why: 'the caller is gone' });
    const since = this.clock.now();
    if (exclusive) this.occupy(attempted, settings, since);
    const fields = { operation, cluster, ...(call.id === undefined ? {} : { logId: call.id }) };
    const elapsed = () => ({ ...fields, elapsedMs: this.clock.now() - since });
    let awaited = 'the provider';
    const watch = new AbortController();
    const stop = new AbortController();
    const progress = (message: string) => {
      awaited = message;
      this.log.info(message, elapsed());
    };
    this.log.info(`${operation} begins`, fields);
    const settled = startWork(() => work({ clock: this.clock, signal: stop.signal, progress }));
    const end = () => {
      if (exclusive) this.busy.delete(cluster);
    };
    void settled.then(end, end);
    try {
      void this.heartbeat(() => `still running: ${awaited}`, elapsed, watch.signal);
      const stopped = this.stopReason(settings, attempted, () => awaited, watch.signal);
      const result = await Promise.race([settled, stopped.then((reason) => this.giveUp(settled, stop, reason, watch))]);
      this.log.info(`${operation} is done`, elapsed());
      return result;
    } catch (thrown) {
      const error = errorForCaller(thrown, attempted, stop.signal);
      this.log.error(error.message, { ...elapsed(), code: error.code });
      if (error.code === 'INTERNAL')
        this.log.error('this is a defect in the driver or its provider', { ...elapsed(), error: thrown });
      throw error;
    } finally {
      watch.abort();
    }
  }

  /** Ends every running operation with `error`, for an exception that nobody could catch. */
  failAll(error: DriverError): void {
    this.endAll(() => error);
  }

  /** Ends every running operation as CANCELLED, because the driver was asked to stop. */
  stopAll(): void {
    this.endAll((attempted, awaited) => {
      const why = `the driver was asked to stop while ${awaited}`;
      return new DriverError('CANCELLED', { attempted, why, whatToDo: 'try again' });
    });
  }

  private endAll(reason: Reason): void {
    for (const end of this.running) end(reason);
  }

  private occupy(attempted: string, { operation, cluster }: OperationSettings, since: number): void {
    const other = this.busy.get(cluster);
    if (other !== undefined) {
      const seconds = Math.round((since - other.since) / 1000);
      const why = `another operation, ${other.operation}, has been under way for ${String(seconds)} s`;
      throw new DriverError('BUSY', { attempted, why, whatToDo: 'wait until it is done' });
    }
    this.busy.set(cluster, { operation, since });
  }

  /** Resolves with the reason why the work has to stop early; never rejects. */
  private async stopReason(
    settings: OperationSettings,
    attempted: string,
    awaited: () => string,
    watch: AbortSignal,
  ): Promise<DriverError> {
    return new Promise((resolve) => {
      const { call, limitMs } = settings;
      const cancel = () => {
        resolve(new DriverError('CANCELLED', { attempted, why: `cancelled by the caller while ${awaited()}` }));
      };
      const end = (reason: Reason) => {
        resolve(reason(attempted, awaited()));
      };
      this.running.add(end);
      call.signal.addEventListener('abort', cancel, { once: true });
      if (call.signal.aborted) cancel();
      watch.addEventListener('abort', () => {
        this.running.delete(end);
        call.signal.removeEventListener('abort', cancel);
      });
      const whatToDo = 'try again: what exists already is found and continued';
      this.clock.sleep(limitMs, watch).then(
        () => {
          const why = `not finished within ${describeMs(limitMs)}, last seen: ${awaited()}`;
          resolve(new DriverError('TIMEOUT', { attempted, why, whatToDo }));
        },
        () => undefined,
      );
    });
  }

  /** Asks the work to stop, waits a moment for it, and then throws the reason. */
  private async giveUp(
    settled: Promise<unknown>,
    stop: AbortController,
    reason: DriverError,
    watch: AbortController,
  ): Promise<never> {
    stop.abort(reason);
    const quiet = settled.then(
      () => undefined,
      () => undefined,
    );
    // Work that has thrown outside of its promise will not answer any more.
    const patienceMs = reason.code === 'INTERNAL' ? 0 : graceMs;
    await Promise.race([quiet, this.clock.sleep(patienceMs, watch.signal).catch(() => undefined)]);
    throw reason;
  }

  private async heartbeat(message: () => string, fields: () => object, watch: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await this.clock.sleep(heartbeatMs, watch);
        this.log.info(message(), { ...fields() });
      }
    } catch {
      // The operation is over.
    }
  }
}

/**
 * Chooses the error for the caller. Work that was asked to stop often fails with an unrelated INTERNAL error; the
 * caller then gets the reason of the stop.
 */
function errorForCaller(thrown: unknown, attempted: string, stopped: AbortSignal): DriverError {
  const error = DriverError.about(thrown, attempted);
  return stopped.aborted && error.code === 'INTERNAL' ? (stopped.reason as DriverError) : error;
}

/** Turns an error that a provider throws before it returns a promise into a rejection. */
async function startWork<T>(work: () => Promise<T>): Promise<T> {
  return work();
}

function describeMs(ms: number): string {
  if (ms < 1_000) return `${String(ms)} ms`;
  return ms < 120_000 ? `${String(Math.round(ms / 1_000))} s` : `${String(Math.round(ms / 60_000))} min`;
}
