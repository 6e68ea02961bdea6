import { Lifecycle, scoped } from 'tsyringe';
import type { Clock } from '../clock.js';
import type { ClusterInfo } from '../contract/cluster-info.js';
import type { Provider } from '../contract/provider.js';
import { DriverError, messageOf } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import { clockToken, logToken, providerToken } from '../injection/injection-tokens.js';
import type { Log } from '../log.js';
import { parseOptions, valuesOf } from '../options/parse-options.js';
import { type RawOptions, unknownNames } from '../options/raw-options.js';
import { standardOptions } from '../options/standard-options.js';
import { UpdateErrors } from '../outstanding/update-errors.js';
import type { RunningOperation } from '../running-operation.js';
import { learnRawSecrets } from '../secrets/learn-secrets.js';
import { Redactor } from '../secrets/redactor.js';
import { ApplyUpdate } from './apply-update.js';
import { findCluster, type KnownCluster, knownCluster } from './known-cluster.js';
import { type Call, OperationRunner, type OperationSettings } from './operation-runner.js';
import { operationSettings } from './operation-settings.js';
import { PartialUpdates } from './partial-updates.js';

/** Left of an operation's time for saying what it could not do, in milliseconds. */
const closingMs = 60_000;

/** The Update of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class UpdateCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ApplyUpdate) private readonly apply: ApplyUpdate,
    @inject(PartialUpdates) private readonly partial: PartialUpdates,
    @inject(UpdateErrors) private readonly errors: UpdateErrors,
    @inject(Redactor) private readonly redactor: Redactor,
    @inject(clockToken) private readonly clock: Clock,
    @inject(logToken) private readonly log: Log,
  ) {}

  /**
   * Brings a cluster to the options given, and refuses by name what cannot change. Where an error would end the Rancher that
   * called, it does what can be done, answers with the cluster as it is, and remembers what is left.
   */
  async run(info: ClusterInfo, raw: RawOptions, call: Call): Promise<ClusterInfo> {
    learnRawSecrets(this.provider.options, raw, this.redactor);
    const settings = operationSettings(this.provider, 'update', 'updateMs', { info, options: raw, call });
    this.errors.noteUpdate(settings.cluster);
    try {
      return await this.runner.run(settings, (operation) => this.update(info, raw, operation, settings));
    } catch (thrown) {
      const why = call.signal.aborted ? undefined : await this.errors.whyKept();
      if (why === undefined) throw thrown;
      const failure = this.redactor.redactError(DriverError.from(thrown));
      this.errors.logKept(settings.cluster, why, failure);
      return this.partial.remember({ info, raw, failure }, this.clock.now());
    }
  }

  /** Does what an earlier update has left to do, if that can be done now. Never throws for a failure of it: it stays to be done. */
  async takeUp(info: ClusterInfo, call: Call): Promise<ClusterInfo> {
    const settings = operationSettings(this.provider, 'update', 'updateMs', { info, call });
    const cluster = this.readableCluster(info);
    const wanted = cluster?.stored.outstanding?.options;
    if (cluster === undefined || wanted === undefined) return info;
    const given = new Set(Object.keys(this.provider.options).filter((name) => name in wanted));
    const options = { values: valuesOf(this.provider.options, wanted), stored: wanted, given };
    try {
      return await this.runner.run(settings, (operation) => this.apply.run(cluster, options, info, operation));
    } catch (thrown) {
      this.log.warn(`what an earlier update left is still to be done: ${messageOf(thrown)}`, {
        cluster: settings.cluster,
      });
      return info;
    }
  }

  /** The cluster, as far as its state can be read: whoever called refuses it where not. */
  private readableCluster(info: ClusterInfo): KnownCluster | undefined {
    try {
      return findCluster(this.provider, info, this.redactor);
    } catch {
      return undefined;
    }
  }

  private async update(
    info: ClusterInfo,
    raw: RawOptions,
    operation: RunningOperation,
    { cluster, limitMs }: OperationSettings,
  ): Promise<ClusterInfo> {
    const deadlineMs = this.clock.now() + limitMs - closingMs;
    try {
      return await this.once(info, raw, operation);
    } catch (thrown) {
      operation.signal.throwIfAborted();
      const why = await this.errors.whyKept();
      if (why === undefined) throw thrown;
      const failure = DriverError.from(thrown);
      const reached = await this.partial.goOn({ info, raw, failure, deadlineMs }, operation);
      if (reached.failure !== undefined) this.errors.logKept(cluster, why, reached.failure);
      return reached.info;
    }
  }

  private async once(info: ClusterInfo, raw: RawOptions, operation: RunningOperation): Promise<ClusterInfo> {
    const { provider } = this;
    const ignored = unknownNames({ ...standardOptions, ...provider.options }, raw);
    if (ignored.length > 0) this.log.debug('ignoring options that the provider does not have', { ignored });
    const cluster = knownCluster(provider, info, this.redactor, 'update');
    const options = parseOptions(provider.options, raw, {
      call: 'update',
      previous: cluster.stored.options,
      validate: (values) => provider.validate?.(values) ?? [],
    });
    return this.apply.run(cluster, options, info, operation);
  }
}
