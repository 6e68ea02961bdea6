import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import type { Provider } from '../contract/provider.js';
import { DriverError, messageOf } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import { logToken, providerToken } from '../injection/injection-tokens.js';
import type { JsonObject } from '../json.js';
import type { Log } from '../log.js';
import { camelCase, isSecret, type OptionTable, type OptionValues } from '../options/option-table.js';
import type { ParsedOptions } from '../options/parse-options.js';
import { clearMarks } from '../outstanding/cluster-marks.js';
import type { RunningOperation } from '../running-operation.js';
import { writeState } from '../state/state.js';
import { ClusterReader } from './cluster-reader.js';
import { contextOf, type KnownCluster } from './known-cluster.js';

/** Brings a cluster to options that were checked. */
@scoped(Lifecycle.ContainerScoped)
export class ApplyUpdate {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(logToken) private readonly log: Log,
  ) {}

  /** Returns `info` as the cluster is after that. Nothing is outstanding then, and the marks that said so are gone. */
  async run(
    cluster: KnownCluster,
    options: ParsedOptions<OptionTable>,
    info: ClusterInfo,
    operation: RunningOperation,
  ): Promise<ClusterInfo> {
    const data = await this.change(cluster, options, operation);
    const { outstanding, ...stored } = cluster.stored;
    const state = { ...stored, options: options.stored, data };
    const after = { stored: state, options: options.values };
    const described = await this.reader.describe(contextOf(after, operation), info);
    if (outstanding !== undefined) await this.clearMarks(after, operation);
    return { ...described, metadata: writeState(info.metadata, this.provider, state), createError: '' };
  }

  /** Has the provider change the cluster, and returns the provider's own part of the state. */
  async change(
    cluster: KnownCluster,
    { values, given }: Pick<ParsedOptions<OptionTable>, 'values' | 'given'>,
    operation: RunningOperation,
  ): Promise<JsonObject> {
    const { provider } = this;
    if (provider.update === undefined) {
      refuseChanges(provider, cluster.options, values);
      return cluster.stored.data;
    }
    return provider.update({ ...contextOf(cluster, operation), options: values, previous: cluster.options, given });
  }

  private async clearMarks(cluster: KnownCluster, operation: RunningOperation): Promise<void> {
    const context = contextOf(cluster, operation);
    try {
      await this.reader.withApi(context, await this.reader.access(context), clearMarks);
    } catch (thrown) {
      this.log.warn(`the mark of an earlier update stays in the cluster: ${messageOf(thrown)}`);
    }
  }
}

function refuseChanges(provider: Provider, before: OptionValues<OptionTable>, after: OptionValues<OptionTable>): void {
  const changed = Object.entries(provider.options).flatMap(([name, option]) => {
    const key = camelCase(name);
    // A credential is no part of the cluster: the new one is stored, and used from now on.
    return isSecret(option) || JSON.stringify(before[key]) === JSON.stringify(after[key]) ? [] : [name];
  });
  if (changed.length === 0) return;
  throw new DriverError('UNIMPLEMENTED', {
    attempted: 'update',
    why: `the provider ${provider.name} cannot change a cluster, and these differ: ${changed.join(', ')}`,
    whatToDo: 'set them back, or make a new cluster',
  });
}
