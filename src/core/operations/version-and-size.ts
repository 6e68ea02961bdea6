import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader } from './cluster-reader.js';
import { DriverError } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import type { JsonObject } from '../json.js';
import { contextOf, knownCluster } from './known-cluster.js';
import type { OptionTable } from '../options/option-table.js';
import { type Call, OperationRunner } from './operation-runner.js';
import type { Provider } from '../contract/provider.js';
import type { ClusterContext } from '../contract/operation-context.js';
import { Redactor } from '../secrets/redactor.js';
import type { RunningOperation } from '../running-operation.js';
import { operationSettings } from './operation-settings.js';
import { providerToken } from '../injection/injection-tokens.js';

/** The calls of the contract about a cluster's Kubernetes version and its number of nodes. */
@scoped(Lifecycle.ContainerScoped)
export class VersionAndSize {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  /** The Kubernetes version without "v". */
  async version(info: ClusterInfo, call: Call): Promise<string> {
    return this.read('get-version', info, call, (context) => this.reader.version(context));
  }

  async nodeCount(info: ClusterInfo, call: Call): Promise<number> {
    return this.read('get-cluster-size', info, call, (context) => this.reader.nodeCount(context));
  }

  /** @throws UNIMPLEMENTED where the provider cannot; INVALID where the text is no version */
  async setVersion(info: ClusterInfo, version: string, call: Call): Promise<void> {
    const { provider } = this;
    await this.change('set-version', info, call, () => {
      const plain = version.replace(/^v/, '');
      if (provider.setVersion === undefined) throw unsupported(provider, 'upgrade a cluster');
      if (!/^\d+\.\d+(\.\d+)?([-+.][0-9A-Za-z.+-]+)?$/.test(plain)) {
        throw new DriverError('INVALID', {
          attempted: 'set the version',
          why: `${JSON.stringify(version)} is no version such as 1.34.1`,
        });
      }
      return async (context) => provider.setVersion?.(context, plain);
    });
  }

  /** @throws UNIMPLEMENTED where the provider cannot; INVALID for a count that no cluster has */
  async setNodeCount(info: ClusterInfo, count: bigint, call: Call): Promise<void> {
    const { provider } = this;
    await this.change('set-cluster-size', info, call, () => {
      if (provider.setNodeCount === undefined) throw unsupported(provider, 'scale a cluster');
      if (count < 0n || count > BigInt(Number.MAX_SAFE_INTEGER)) {
        throw new DriverError('INVALID', {
          attempted: 'set the cluster size',
          why: `${count.toString()} is no number of nodes`,
        });
      }
      return async (context) => provider.setNodeCount?.(context, Number(count));
    });
  }

  private async read<T>(
    operation: string,
    info: ClusterInfo,
    call: Call,
    work: (context: ClusterContext<OptionTable, JsonObject>) => Promise<T>,
  ): Promise<T> {
    const settings = operationSettings(this.provider, operation, 'readMs', { info, call });
    return this.runner.run(settings, async (running) => work(this.contextOf(info, operation, running)));
  }

  /** `check` refuses what cannot be, before anybody looks which cluster is meant, and returns what is to be done. */
  private async change(
    operation: string,
    info: ClusterInfo,
    call: Call,
    check: () => (context: ClusterContext<OptionTable, JsonObject>) => Promise<void>,
  ): Promise<void> {
    const settings = operationSettings(this.provider, operation, 'updateMs', { info, call });
    await this.runner.run(settings, async (running) => {
      const work = check();
      await work(this.contextOf(info, operation, running));
    });
  }

  private contextOf(
    info: ClusterInfo,
    operation: string,
    running: RunningOperation,
  ): ClusterContext<OptionTable, JsonObject> {
    return contextOf(knownCluster(this.provider, info, this.redactor, operation), running);
  }
}

function unsupported(provider: Provider, what: string): DriverError {
  return new DriverError('UNIMPLEMENTED', { attempted: what, why: `the provider ${provider.name} cannot` });
}
