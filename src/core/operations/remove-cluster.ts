import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { inject } from '../injection/injection.js';
import { contextOf, findCluster } from './known-cluster.js';
import type { Log } from '../log.js';
import { type Call, OperationRunner } from './operation-runner.js';
import type { Provider } from '../contract/provider.js';
import { Redactor } from '../secrets/redactor.js';
import { operationSettings } from './operation-settings.js';
import { logToken, providerToken } from '../injection/injection-tokens.js';

/** The Remove of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class RemoveCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(Redactor) private readonly redactor: Redactor,
    @inject(logToken) private readonly log: Log,
  ) {}

  /** Deletes a cluster. A record without state is success: this driver has told Rancher of nothing to delete. */
  async run(info: ClusterInfo, call: Call): Promise<void> {
    const settings = operationSettings(this.provider, 'remove', 'removeMs', { info, call });
    await this.runner.run(settings, async (operation) => {
      const cluster = findCluster(this.provider, info, this.redactor);
      if (cluster !== undefined) return this.provider.remove(contextOf(cluster, operation));
      const message = 'remove: the cluster record holds no state, so there is nothing to delete';
      this.log.warn(message, { operation: 'remove' });
    });
  }
}
