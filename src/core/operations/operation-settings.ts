import type { ClusterInfo } from '../contract/cluster-info.js';
import type { Provider } from '../contract/provider.js';
import { type TimeLimits, usualTimeLimits } from '../contract/time-limits.js';
import { noOptions, type RawOptions } from '../options/raw-options.js';
import { nameInState } from '../state/state.js';
import type { Call, OperationSettings } from './operation-runner.js';

/** What a call is about. */
export interface CallSubject {
  readonly info: ClusterInfo;
  readonly options?: RawOptions;
  readonly call: Call;
}

/**
 * What the runner has to know of an operation before anything of the call is checked, so that a refusal is told in the log with
 * the cluster's name. A cluster without a name is nobody's, so no other operation is kept from it.
 */
export function operationSettings(
  provider: Provider,
  operation: string,
  limit: keyof TimeLimits,
  { info, options = noOptions, call }: CallSubject,
): OperationSettings {
  const { strings } = options;
  const name = nameInState(info.metadata) ?? strings.name ?? strings.displayName ?? strings['display-name'];
  return {
    operation,
    cluster: name ?? 'a cluster without a name',
    limitMs: provider.timeLimits?.[limit] ?? usualTimeLimits[limit],
    call,
    exclusive: name !== undefined && changing.has(operation),
  };
}

/** The operations that change a cluster. */
const changing: ReadonlySet<string> = new Set([
  'create',
  'update',
  'remove',
  'set-version',
  'set-cluster-size',
  'etcd-save',
  'etcd-restore',
  'etcd-remove-snapshot',
]);
