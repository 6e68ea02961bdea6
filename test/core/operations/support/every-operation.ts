import { emptyClusterInfo } from '../../../../src/core/contract/cluster-info.js';
import type { ClusterDriver } from '../../../../src/core/operations/cluster-driver.js';
import type { Call } from '../../../../src/core/operations/operation-runner.js';
import { noOptions } from '../../../../src/core/options/raw-options.js';
import { writeState } from '../../../../src/core/state/state.js';
import { type ProviderParts } from '../../../support/provider-double.js';
import { rawOptions } from '../../../support/raw-options.js';

const owner = { name: 'double', stateVersion: 1 };
const state = { name: 'c-abcde', displayName: 'demo', options: {}, data: { id: 'id-1' } };
const info = { ...emptyClusterInfo, metadata: writeState({}, owner, state) };
const snapshot = { info, options: noOptions, snapshot: 'monday' };

/** Every call of the contract that takes time, by the operation that messages name; all are about the cluster c-abcde. */
export const everyOperation = {
  create: ({ create }, call) => create.run(rawOptions({ name: 'c-abcde' }), emptyClusterInfo, call),
  update: ({ update }, call) => update.run(info, noOptions, call),
  'post-check': ({ postCheck }, call) => postCheck.run(info, call),
  remove: ({ remove }, call) => remove.run(info, call),
  'get-version': ({ versionAndSize }, call) => versionAndSize.version(info, call),
  'get-cluster-size': ({ versionAndSize }, call) => versionAndSize.nodeCount(info, call),
  'set-version': ({ versionAndSize }, call) => versionAndSize.setVersion(info, '1.35.0', call),
  'set-cluster-size': ({ versionAndSize }, call) => versionAndSize.setNodeCount(info, 5n, call),
  'etcd-save': ({ etcd }, call) => etcd.save(snapshot, call),
  'etcd-restore': ({ etcd }, call) => etcd.restore(snapshot, call),
  'etcd-remove-snapshot': ({ etcd }, call) => etcd.removeSnapshot(snapshot, call),
} as const satisfies Readonly<Record<string, (driver: ClusterDriver, call: Call) => Promise<unknown>>>;

/** The name of an operation, as messages have it. */
export type OperationName = keyof typeof everyOperation;

/** A provider with every ability, each of which does `work`. */
export function alwaysDoing(work: () => Promise<never>): ProviderParts {
  const etcdSnapshots = { save: work, restore: work, remove: work };
  return {
    create: work,
    update: work,
    access: work,
    remove: work,
    setVersion: work,
    setNodeCount: work,
    etcdSnapshots,
  };
}
