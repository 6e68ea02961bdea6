import type { ClusterInfo } from '../contract/cluster-info.js';
import { DriverError } from '../driver-error.js';
import type { OptionTable, OptionValues } from '../options/option-table.js';
import { valuesOf } from '../options/parse-options.js';
import type { Provider } from '../contract/provider.js';
import type { ClusterContext } from '../contract/operation-context.js';
import type { JsonObject } from '../json.js';
import type { RunningOperation } from '../running-operation.js';
import { learnStoredSecrets } from '../secrets/learn-secrets.js';
import type { Redactor } from '../secrets/redactor.js';
import { readState, type StoredState } from '../state/state.js';

/** A cluster that an earlier call made, read from its state. */
export interface KnownCluster {
  readonly stored: StoredState;
  readonly options: OptionValues<OptionTable>;
}

/**
 * Reads which cluster `info` is about.
 * @throws INVALID where there is no state, or none that this driver can read
 */
export function knownCluster(
  provider: Provider,
  info: ClusterInfo,
  redactor: Redactor,
  attempted: string,
): KnownCluster {
  const cluster = findCluster(provider, info, redactor);
  if (cluster !== undefined) return cluster;
  const why = 'the cluster record holds no state of this driver, so nothing tells which cluster is meant';
  throw new DriverError('INVALID', { attempted, why, whatToDo: 'create it first' });
}

/** Like `knownCluster`, but undefined where there is no state at all. */
export function findCluster(provider: Provider, info: ClusterInfo, redactor: Redactor): KnownCluster | undefined {
  redactor.learn(info.serviceAccountToken, info.password, info.clientKey);
  const stored = readState(info.metadata, provider);
  if (stored === undefined) return undefined;
  learnStoredSecrets(provider.options, stored.options, redactor);
  return { stored, options: valuesOf(provider.options, stored.options) };
}

/** Makes the context that a provider gets about an existing cluster. */
export function contextOf(cluster: KnownCluster, operation: RunningOperation): ClusterContext<OptionTable, JsonObject> {
  return {
    ...operation,
    name: cluster.stored.name,
    options: cluster.options,
    state: cluster.stored.data,
  };
}
