import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import type { Provider } from '../contract/provider.js';
import { DriverError, type ErrorCode, messageOf } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import { logToken, providerToken } from '../injection/injection-tokens.js';
import type { JsonObject } from '../json.js';
import type { Log } from '../log.js';
import { acceptOptions } from '../options/accept-options.js';
import type { OptionTable } from '../options/option-table.js';
import { type ParsedOptions, refusedOptions, valuesOf } from '../options/parse-options.js';
import type { RawOptions } from '../options/raw-options.js';
import { markOutstanding } from '../outstanding/cluster-marks.js';
import type { RunningOperation } from '../running-operation.js';
import { type StoredState, writeState } from '../state/state.js';
import { Redactor } from '../secrets/redactor.js';
import { ApplyUpdate } from './apply-update.js';
import { ClusterReader } from './cluster-reader.js';
import { contextOf, type KnownCluster, knownCluster } from './known-cluster.js';

/** An update that has failed, in the hands of somebody who must not be told so. */
export interface FailedUpdate {
  readonly info: ClusterInfo;
  readonly raw: RawOptions;
  readonly failure: DriverError;
  /** When the work has to end, in milliseconds since the epoch. */
  readonly deadlineMs: number;
}

/** What a partial update came to. */
export interface PartialUpdate {
  readonly info: ClusterInfo;
  /** What is left, and why; undefined where everything was done after all. */
  readonly failure?: DriverError;
}

/** Failures that may pass by themselves. */
const passing: ReadonlySet<ErrorCode> = new Set(['UNAVAILABLE', 'BUSY', 'TIMEOUT']);
const firstWaitMs = 5_000;
const longestWaitMs = 60_000;

/** Does as much of an update as can be done, and answers with the cluster as it really is. */
@scoped(Lifecycle.ContainerScoped)
export class PartialUpdates {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(ApplyUpdate) private readonly apply: ApplyUpdate,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
    @inject(logToken) private readonly log: Log,
  ) {}

  /**
   * Goes on after a failure, in this order: options that are wrong keep their values; what may pass is tried again until the
   * deadline; what still fails as a whole is tried option by option. The state remembers what is left.
   * @throws INVALID where the state does not tell which cluster is meant
   */
  async goOn(failed: FailedUpdate, operation: RunningOperation): Promise<PartialUpdate> {
    const { provider } = this;
    const cluster = knownCluster(provider, failed.info, this.redactor, 'update');
    const { parsed, refused } = this.accept(cluster, failed.raw);
    const refusal = refused.length === 0 ? undefined : refusedOptions(refused);
    try {
      const info = await this.persist(cluster, parsed, failed, refusal === undefined, operation);
      if (refusal === undefined) return { info };
      const left = { stored: { ...cluster.stored, options: parsed.stored }, failure: refusal };
      return await this.answer({ ...failed, info }, left, operation);
    } catch (thrown) {
      operation.signal.throwIfAborted();
      const { options, data } = await this.oneByOne(cluster, parsed, operation);
      const why = [refusal, DriverError.from(thrown)].flatMap((one) => one ?? []);
      const failure = why.length === 1 ? DriverError.from(thrown) : bothOf(why);
      const left = { stored: { ...cluster.stored, options, data }, failure, wanted: parsed.stored };
      return this.answer(failed, left, operation);
    }
  }

  /** `info` with the failure remembered in its state, where there is no time left for anything else. Never throws. */
  remember({ info, raw, failure }: Omit<FailedUpdate, 'deadlineMs'>, nowMs: number): ClusterInfo {
    try {
      const cluster = knownCluster(this.provider, info, this.redactor, 'update');
      const { parsed, refused } = this.accept(cluster, raw);
      const wanted = refused.length === 0 ? parsed.stored : undefined;
      return { ...info, metadata: this.write(info, cluster.stored, failure, nowMs, wanted) };
    } catch {
      return info;
    }
  }

  private accept(cluster: KnownCluster, raw: RawOptions) {
    const { provider } = this;
    return acceptOptions(provider.options, raw, {
      call: 'update',
      previous: cluster.stored.options,
      validate: (values) => provider.validate?.(values) ?? [],
    });
  }

  private async persist(
    cluster: KnownCluster,
    options: ParsedOptions<OptionTable>,
    { info, failure, deadlineMs }: FailedUpdate,
    hasFailed: boolean,
    operation: RunningOperation,
  ): Promise<ClusterInfo> {
    let last = hasFailed ? failure : undefined;
    for (let waitMs = firstWaitMs; ; waitMs = Math.min(waitMs * 2, longestWaitMs)) {
      if (last !== undefined) {
        if (!passing.has(last.code) || operation.clock.now() + waitMs >= deadlineMs) throw last;
        operation.progress(`waiting to try again: ${last.message}`);
        await operation.clock.sleep(waitMs, operation.signal);
      }
      try {
        return await this.apply.run(cluster, options, info, operation);
      } catch (thrown) {
        operation.signal.throwIfAborted();
        last = DriverError.from(thrown);
      }
    }
  }

  /** Makes each change by itself, in the order of the table, and returns what was reached. */
  private async oneByOne(
    { stored }: KnownCluster,
    wanted: ParsedOptions<OptionTable>,
    operation: RunningOperation,
  ): Promise<Pick<StoredState, 'options' | 'data'>> {
    const { provider } = this;
    let reached = { options: stored.options, data: stored.data };
    const differs = (name: string) => JSON.stringify(stored.options[name]) !== JSON.stringify(wanted.stored[name]);
    const changed = Object.keys(provider.options).filter(differs);
    if (changed.length < 2) return reached;
    for (const name of changed) {
      const options: JsonObject = { ...reached.options, [name]: wanted.stored[name] };
      const values = valuesOf(provider.options, options);
      if ((provider.validate?.(values) ?? []).length > 0) continue;
      const cluster = { stored: { ...stored, ...reached }, options: valuesOf(provider.options, reached.options) };
      try {
        const data = await this.apply.change(cluster, { values, given: new Set([name]) }, operation);
        reached = { options, data };
      } catch (thrown) {
        operation.signal.throwIfAborted();
        this.log.warn(`leaves ${name} as it is: ${messageOf(thrown)}`, { cluster: stored.name });
      }
    }
    return reached;
  }

  private async answer(
    { info }: Pick<FailedUpdate, 'info'>,
    { stored, failure, wanted }: { stored: StoredState; failure: DriverError; wanted?: JsonObject },
    operation: RunningOperation,
  ): Promise<PartialUpdate> {
    const told = this.redactor.redactError(failure);
    const context = contextOf({ stored, options: valuesOf(this.provider.options, stored.options) }, operation);
    let described = info;
    try {
      described = await this.reader.describe(context, info);
      const access = await this.reader.access(context);
      await this.reader.withApi(context, access, (api) => markOutstanding(api, told.message, operation.clock.now()));
    } catch (thrown) {
      this.log.warn(`cannot say in the cluster what is left of the update: ${messageOf(thrown)}`);
    }
    const metadata = this.write(info, stored, told, operation.clock.now(), wanted);
    return { info: { ...described, metadata, createError: '' }, failure: told };
  }

  private write(
    info: ClusterInfo,
    stored: StoredState,
    { message: why }: DriverError,
    nowMs: number,
    options: JsonObject | undefined,
  ): ClusterInfo['metadata'] {
    const outstanding = { why, since: new Date(nowMs).toISOString(), options };
    return writeState(info.metadata, this.provider, { ...stored, outstanding });
  }
}

function bothOf(errors: readonly DriverError[]): DriverError {
  const [first, ...others] = errors;
  const why = errors.map(({ message }) => message).join('; and ');
  return new DriverError(first?.code ?? 'INTERNAL', { attempted: 'update', why, cause: others[0] });
}
