import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader, withAccess } from './cluster-reader.js';
import { inject } from './injection.js';
import { contextOf, knownCluster } from './known-cluster.js';
import { type Call, OperationRunner } from './operation-runner.js';
import type { Provider } from '../contract/provider.js';
import { Redactor } from '../secrets/redactor.js';
import { ensureServiceAccountToken } from '../token/service-account-token.js';
import { operationSettings } from './operation-settings.js';
import { providerToken } from './injection-tokens.js';
import { retryWhileUnavailable } from '../token/retry-while-unavailable.js';

/** The PostCheck of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class CheckCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  /** Returns `info` with a token that works and does not expire; metadata and status stay as they were given. */
  async run(info: ClusterInfo, call: Call): Promise<ClusterInfo> {
    const settings = operationSettings(this.provider, 'post-check', 'postCheckMs', { info, call });
    return this.runner.run(settings, async (operation) => {
      const cluster = knownCluster(this.provider, info, this.redactor, 'check the cluster');
      const context = contextOf(cluster, operation);
      const access = await this.reader.access(context);
      const serviceAccountToken = await retryWhileUnavailable(
        () => this.reader.withApi(context, access, (api) => ensureServiceAccountToken(api, operation)),
        operation,
      );
      this.redactor.learn(serviceAccountToken);
      return { ...withAccess(info, access), serviceAccountToken };
    });
  }
}
