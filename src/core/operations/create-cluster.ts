import { Lifecycle, scoped } from 'tsyringe';
import type { ClusterInfo } from '../contract/cluster-info.js';
import { ClusterReader } from './cluster-reader.js';
import { DriverError } from '../driver-error.js';
import { inject } from '../injection/injection.js';
import type { JsonObject } from '../json.js';
import { contextOf, findCluster } from './known-cluster.js';
import { learnRawSecrets } from '../secrets/learn-secrets.js';
import type { Log } from '../log.js';
import { type Call, OperationRunner } from './operation-runner.js';
import { type ParsedOptions, parseOptions } from '../options/parse-options.js';
import type { OptionTable } from '../options/option-table.js';
import type { Provider } from '../contract/provider.js';
import { unknownNames, type RawOptions } from '../options/raw-options.js';
import { Redactor } from '../secrets/redactor.js';
import { standardOptions } from '../options/standard-options.js';
import { holdsOurState, stateKey, type StoredState, writeState } from '../state/state.js';
import type { RunningOperation } from '../running-operation.js';
import { operationSettings } from './operation-settings.js';
import { logToken, providerToken } from '../injection/injection-tokens.js';

/** The result of a create. */
export interface CreatedCluster extends ClusterInfo {
  /** The failure whose message is in `createError`; absent where the create succeeded. */
  readonly failure?: DriverError;
}

/** The Create of the contract. */
@scoped(Lifecycle.ContainerScoped)
export class CreateCluster {
  constructor(
    @inject(providerToken) private readonly provider: Provider,
    @inject(OperationRunner) private readonly runner: OperationRunner,
    @inject(ClusterReader) private readonly reader: ClusterReader,
    @inject(Redactor) private readonly redactor: Redactor,
    @inject(logToken) private readonly log: Log,
  ) {}

  /**
   * Makes a cluster, or continues with the one that an earlier call began. `given` is the answer of that call, where
   * Rancher has one.
   *
   * A failure is thrown as long as there is no state to keep. After that it is returned in `createError`, because only
   * then does Rancher keep the metadata for the next try and for Remove.
   */
  async run(raw: RawOptions, given: ClusterInfo, call: Call): Promise<CreatedCluster> {
    learnRawSecrets(this.provider.options, raw, this.redactor);
    const info = withStateOf(raw, given);
    let kept = info.metadata;
    const checkpoint = (state: StoredState) => {
      kept = writeState(info.metadata, this.provider, state);
    };
    const settings = operationSettings(this.provider, 'create', 'createMs', { info, options: raw, call });
    try {
      return await this.runner.run(settings, (operation) => this.create(raw, info, operation, checkpoint));
    } catch (thrown) {
      const failure = this.redactor.redactError(avoidReservedMessage(DriverError.from(thrown), raw));
      if (Object.keys(kept).length === 0) throw failure;
      return { ...info, metadata: kept, createError: failure.message, failure };
    }
  }

  private async create(
    raw: RawOptions,
    info: ClusterInfo,
    operation: RunningOperation,
    checkpoint: (state: StoredState) => void,
  ): Promise<ClusterInfo> {
    const ignored = unknownNames({ ...standardOptions, ...this.provider.options }, raw);
    if (ignored.length > 0) this.log.debug('ignoring options that the provider does not have', { ignored });
    const resumed = findCluster(this.provider, info, this.redactor);
    const { name, displayName } = nameCluster(raw, resumed?.stored);
    const options = this.parse(raw, resumed?.stored.options);
    const stored = { name, displayName, options: options.stored };
    if (resumed !== undefined) this.log.info('continuing an earlier create', { cluster: name });
    const data = await this.provider.create({
      ...operation,
      name,
      displayName,
      options: options.values,
      ...(resumed === undefined ? {} : { resume: resumed.stored.data }),
      checkpoint: (state: JsonObject) => {
        checkpoint({ ...stored, data: state });
      },
    });
    const state = { ...stored, data };
    checkpoint(state);
    const context = contextOf({ stored: state, options: options.values }, operation);
    const described = await this.reader.describe(context, info);
    return { ...described, metadata: writeState(info.metadata, this.provider, state), status: '', createError: '' };
  }

  private parse(raw: RawOptions, previous: JsonObject | undefined): ParsedOptions<OptionTable> {
    const { provider } = this;
    const options = parseOptions(provider.options, raw, {
      call: previous === undefined ? 'create' : 'retry',
      ...(previous === undefined ? {} : { previous }),
      validate: (values) => provider.validate?.(values) ?? [],
    });
    return options;
  }
}

/**
 * Takes the state from the options where the ClusterInfo has none. After a crash in the middle of a retry, Rancher
 * sends no ClusterInfo, but it still copies the metadata of its record, the state included, over the options
 * (kontainer-engine, `cluster/cluster.go`, `createInner`).
 */
function withStateOf(raw: RawOptions, info: ClusterInfo): ClusterInfo {
  const state = raw.strings[stateKey];
  if (info.metadata[stateKey] !== undefined || state === undefined || !holdsOurState(state)) return info;
  return { ...info, metadata: { ...info.metadata, [stateKey]: state } };
}

/**
 * Changes the message "cluster already exists". Rancher takes this exact text as a signal to call Update, which then
 * calls Create, and so on (clusterprovisioner, `reconcileCluster`).
 */
function avoidReservedMessage(error: DriverError, { strings }: RawOptions): DriverError {
  if (error.message !== 'cluster already exists') return error;
  return DriverError.from(error, `create ${strings.name ?? 'the cluster'}`);
}

/**
 * Finds the cluster's names. Rancher always sends a name; another host may send only the display name, or only the
 * state.
 */
function nameCluster(raw: RawOptions, stored: StoredState | undefined): { name: string; displayName: string } {
  const table = standardOptions;
  const previous = stored === undefined ? {} : { previous: { name: stored.name, 'display-name': stored.displayName } };
  const { values } = parseOptions(table, raw, { call: stored === undefined ? 'create' : 'retry', ...previous });
  const name = values.name ?? stored?.name ?? values.displayName;
  if (name === undefined) throw new DriverError('INVALID', { attempted: 'check the options', why: 'name is required' });
  if (!table.name.pattern.test(name)) {
    throw new DriverError('INVALID', { attempted: 'check the options', why: `name must be ${table.name.patternHint}` });
  }
  return { name, displayName: values.displayName ?? stored?.displayName ?? name };
}
