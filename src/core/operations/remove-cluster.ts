import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { inject } from './injection.js';
import { contextOf, findCluster } from './known-cluster.js';
import type { Log } from '../log.js';
import { type Call, OperationRunner } from './operation-runner.js';
import type { Provider } from '../contract/provider.js';
import { Redactor } from '../secrets/redactor.js';
import { usualTimeLimits } from '../contract/time-limits.js';
import { logToken, providerToken } from './injection-tokens.js';

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
    const cluster = findCluster(this.provider, info, this.redactor);
    if (cluster === undefined) {
      this.log.warn('remove: the cluster record holds no state, so there is nothing to delete', {
        operation: 'remove',
      });
      return;
    }
    const limitMs = this.provider.timeLimits?.removeMs ?? usualTimeLimits.removeMs;
    const settings = { operation: 'remove', cluster: cluster.stored.name, limitMs, call, exclusive: true };
    await this.runner.run(settings, (operation) => this.provider.remove(contextOf(cluster, operation)));
  }
}
