import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader } from './cluster-reader.js';
import { DriverError } from '../driver-error.js';
import { inject } from './injection.js';
import type { JsonObject } from '../json.js';
import { contextOf, type KnownCluster, knownCluster } from './known-cluster.js';
import { learnRawSecrets } from '../secrets/learn-secrets.js';
import type { Log } from '../log.js';
import { camelCase, isSecret, type OptionTable, type OptionValues } from '../options/option-table.js';
import type { RunningOperation } from '../running-operation.js';
import { type Call, OperationRunner } from './operation-runner.js';
import { type ParsedOptions, parseOptions } from '../options/parse-options.js';
import type { Provider } from '../contract/provider.js';
import { unknownNames, type RawOptions } from '../options/raw-options.js';
import { Redactor } from '../secrets/redactor.js';
import { standardOptions } from '../options/standard-options.js';
import { writeState } from '../state/state.js';
import { usualTimeLimits } from '../contract/time-limits.js';
import { logToken, providerToken } from './injection-tokens.js';

/** The Update of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class UpdateCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
    @inject(logToken) private readonly log: Log,
  ) {}

  /** Brings a cluster to the given options. Refuses changes of options that cannot change, and names them. */
  async run(info: ClusterInfo, raw: RawOptions, call: Call): Promise<ClusterInfo> {
    learnRawSecrets(this.provider.options, raw, this.redactor);
    const ignored = unknownNames({ ...standardOptions, ...this.provider.options }, raw);
    if (ignored.length > 0) this.log.debug('ignoring options that the provider does not have', { ignored });
    const cluster = knownCluster(this.provider, info, this.redactor, 'update');
    const { stored } = cluster;
    const options = parseOptions(this.provider.options, raw, {
      call: 'update',
      previous: stored.options,
      validate: (values) => this.provider.validate?.(values) ?? [],
    });
    const limitMs = this.provider.timeLimits?.updateMs ?? usualTimeLimits.updateMs;
    const settings = { operation: 'update', cluster: stored.name, limitMs, call, exclusive: true };
    return this.runner.run(settings, async (operation) => {
      const data = await this.apply(cluster, options, operation);
      const state = { ...stored, options: options.stored, data };
      const described = await this.reader.describe(
        contextOf({ stored: state, options: options.values }, operation),
        info,
      );
      return { ...described, metadata: writeState(info.metadata, this.provider, state), createError: '' };
    });
  }

  private async apply(
    cluster: KnownCluster,
    options: ParsedOptions<OptionTable>,
    operation: RunningOperation,
  ): Promise<JsonObject> {
    const { provider } = this;
    const { stored } = cluster;
    if (provider.update === undefined) {
      refuseChanges(provider, cluster.options, options.values);
      return stored.data;
    }
    return provider.update({
      ...contextOf(cluster, operation),
      options: options.values,
      previous: cluster.options,
      given: options.given,
    });
  }
}

function refuseChanges(provider: Provider, before: OptionValues<OptionTable>, after: OptionValues<OptionTable>): void {
  const changed = Object.entries(provider.options).flatMap(([name, option]) => {
    const key = camelCase(name);
    // A credential is no part of the cluster: the new one is stored and used from now on.
    return isSecret(option) || JSON.stringify(before[key]) === JSON.stringify(after[key]) ? [] : [name];
  });
  if (changed.length === 0) return;
  const why = `the provider ${provider.name} cannot change a cluster, and these differ: ${changed.join(', ')}`;
  throw new DriverError('UNIMPLEMENTED', {
    attempted: 'update',
    why,
    whatToDo: 'set them back, or make a new cluster',
  });
}
