import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader, withAccess } from './cluster-reader.js';
import { inject } from '../injection/injection.js';
import { contextOf, knownCluster } from './known-cluster.js';
import { type Call, OperationRunner } from './operation-runner.js';
import type { Provider } from '../contract/provider.js';
import { UpdateErrors } from '../outstanding/update-errors.js';
import { DriverError } from '../driver-error.js';
import type { RunningOperation } from '../running-operation.js';
import { UpdateCluster } from './update-cluster.js';
import { Redactor } from '../secrets/redactor.js';
import { ensureServiceAccountToken } from '../token/service-account-token.js';
import { operationSettings } from './operation-settings.js';
import { providerToken } from '../injection/injection-tokens.js';
import { retryWhileUnavailable } from '../token/retry-while-unavailable.js';

/** The PostCheck of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class CheckCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(UpdateCluster) private readonly update: UpdateCluster,
    @inject(UpdateErrors) private readonly errors: UpdateErrors,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  /**
   * Returns `info` with a token that works and does not expire; metadata and status stay as they were given, but for what an
   * earlier update had left to do and this call could.
   */
  async run(given: ClusterInfo, call: Call): Promise<ClusterInfo> {
    const settings = operationSettings(this.provider, 'post-check', 'postCheckMs', { info: given, call });
    // To Rancher, the check after an update is a part of the update.
    const isPart = this.errors.endUpdate(settings.cluster);
    const info = isPart ? given : await this.update.takeUp(given, call);
    try {
      return await this.runner.run(settings, (operation) => this.check(info, operation));
    } catch (thrown) {
      const why = isPart && !call.signal.aborted ? await this.errors.whyKept() : undefined;
      if (why === undefined) throw thrown;
      this.errors.logKept(settings.cluster, why, DriverError.from(thrown));
      return info;
    }
  }

  private async check(info: ClusterInfo, operation: RunningOperation): Promise<ClusterInfo> {
    const cluster = knownCluster(this.provider, info, this.redactor, 'check the cluster');
    const context = contextOf(cluster, operation);
    const access = await this.reader.access(context);
    const serviceAccountToken = await retryWhileUnavailable(
      () => this.reader.withApi(context, access, (api) => ensureServiceAccountToken(api, operation)),
      operation,
    );
    this.redactor.learn(serviceAccountToken);
    return { ...withAccess(info, access), serviceAccountToken };
  }
}
