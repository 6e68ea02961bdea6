import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader } from './cluster-reader.js';
import { DriverError } from '../driver-error.js';
import type { EtcdSnapshots } from '../contract/etcd-snapshots.js';
import { inject } from '../injection/injection.js';
import type { JsonObject } from '../json.js';
import { contextOf, knownCluster } from './known-cluster.js';
import { learnRawSecrets } from '../secrets/learn-secrets.js';
import type { OptionTable, OptionValues } from '../options/option-table.js';
import { type Call, OperationRunner } from './operation-runner.js';
import { parseOptions, valuesOf } from '../options/parse-options.js';
import type { Provider } from '../contract/provider.js';
import type { ClusterContext } from '../contract/operation-context.js';
import type { RawOptions } from '../options/raw-options.js';
import { Redactor } from '../secrets/redactor.js';
import { operationSettings } from './operation-settings.js';
import { providerToken } from '../injection/injection-tokens.js';

/** The request of a call about one snapshot. */
export interface SnapshotRequest {
  readonly info: ClusterInfo;
  /** Options for this call only, such as the directory of snapshots. They override those of the cluster. */
  readonly options: RawOptions;
  readonly snapshot: string;
}

type Work = (
  snapshots: EtcdSnapshots<OptionTable, JsonObject>,
  context: ClusterContext<OptionTable, JsonObject>,
) => Promise<void>;

/** The calls of the contract about etcd snapshots. */
@scoped(Lifecycle.ContainerScoped)
export class EtcdOperations {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
  ) {}

  async save(request: SnapshotRequest, call: Call): Promise<void> {
    await this.run('etcd-save', request, call, (snapshots, context) => snapshots.save(context, request.snapshot));
  }

  /** Returns the cluster's record after the restore. */
  async restore(request: SnapshotRequest, call: Call): Promise<ClusterInfo> {
    let restored = request.info;
    await this.run('etcd-restore', request, call, async (snapshots, context) => {
      await snapshots.restore(context, request.snapshot);
      restored = await this.reader.describe(context, request.info);
    });
    return restored;
  }

  async removeSnapshot(request: SnapshotRequest, call: Call): Promise<void> {
    await this.run('etcd-remove-snapshot', request, call, (snapshots, context) =>
      snapshots.remove(context, request.snapshot),
    );
  }

  private async run(operation: string, request: SnapshotRequest, call: Call, work: Work): Promise<void> {
    const { provider } = this;
    learnRawSecrets(provider.options, request.options, this.redactor);
    const settings = operationSettings(provider, operation, 'snapshotMs', { ...request, call });
    await this.runner.run(settings, async (running) => {
      const snapshots = snapshotsOf(provider, operation, request.snapshot);
      const cluster = knownCluster(provider, request.info, this.redactor, operation);
      const options = optionsFor(provider.options, cluster.stored.options, request.options);
      await work(snapshots, contextOf({ ...cluster, options }, running));
    });
  }
}

/** The provider's snapshots. @throws UNIMPLEMENTED where it has none; INVALID where `snapshot` is no name of one */
function snapshotsOf(
  { name, etcdSnapshots }: Provider,
  attempted: string,
  snapshot: string,
): EtcdSnapshots<OptionTable, JsonObject> {
  if (etcdSnapshots === undefined) {
    throw new DriverError('UNIMPLEMENTED', { attempted, why: `the provider ${name} has no etcd snapshots` });
  }
  if (!/^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/.test(snapshot)) {
    const hint = 'a name of at most 63 of a-z, 0-9, "-" and "."';
    throw new DriverError('INVALID', { attempted, why: `${JSON.stringify(snapshot)} is not ${hint}` });
  }
  return etcdSnapshots;
}

/** The options of the cluster, and over them what the call brought: it may bring none, and clears nothing. */
function optionsFor(table: OptionTable, stored: JsonObject, raw: RawOptions): OptionValues<OptionTable> {
  const parsed = parseOptions(table, raw, { call: 'update', previous: stored });
  const brought = Object.entries(parsed.stored).filter(([name]) => parsed.given.has(name));
  return valuesOf(table, { ...stored, ...Object.fromEntries(brought) });
}
