import type { ClusterAccess } from '../../core/contract/cluster-access.js';
import type { EtcdSnapshots } from '../../core/contract/etcd-snapshots.js';
import type { ProviderServices } from '../../core/contract/provider-services.js';
import type { Provider } from '../../core/contract/provider.js';
import type { ClusterContext } from '../../core/contract/operation-context.js';
import { actOnSnapshot, readStatus } from './control-plane/control-plane-client.js';
import { createCluster } from './converge/create-mock-cluster.js';
import { existingControlPlane } from './control-plane/existing-cluster.js';
import { type LaunchControlPlane, launchControlPlane } from './control-plane/launch-control-plane.js';
import { type MockOptions, mockOptions } from './options/mock-options.js';
import type { MockState } from './options/mock-state.js';
import { raiseOperationFaults } from './control-plane/operation-faults.js';
import { removeControlPlane } from './control-plane/remove-control-plane.js';
import { scaleCluster, updateCluster, upgradeCluster } from './converge/update-mock-cluster.js';
import { mockDescription } from './mock-description.js';

/**
 * Makes the provider mock. Its clusters are small control planes on this machine: no cloud, no containers, and every
 * failure on demand. `launch` starts the process of a control plane.
 */
export function createProvider(
  { clock }: Pick<ProviderServices, 'clock'>,
  launch: LaunchControlPlane = launchControlPlane,
): Provider<MockOptions, MockState> {
  return {
    ...mockDescription,
    options: mockOptions,
    stateVersion: 1,
    environment: ['TMPDIR'],
    create: (context) => createCluster(context, clock, launch),
    access,
    remove,
    update: (context) => updateCluster(context, clock),
    setVersion: upgradeCluster,
    setNodeCount: scaleCluster,
    etcdSnapshots,
    kubernetesCapabilities: () => ({
      loadBalancer: { enabled: false, provider: '', protocols: [], healthCheck: false },
      ingressControllers: [],
      nodePoolScaling: true,
      nodePortRange: '30000-32767',
    }),
  };
}

async function access({ name, state }: ClusterContext<MockOptions, MockState>): Promise<ClusterAccess> {
  const record = await existingControlPlane(name, state.directory);
  const { spec, nodes } = await readStatus(record, name);
  return {
    endpoint: record.endpoint,
    rootCaCertificate: record.caCertificate,
    credential: { kind: 'client-certificate', certificate: record.adminCertificate, key: record.adminKey },
    version: spec.kubernetesVersion,
    nodeCount: nodes,
  };
}

async function remove(context: ClusterContext<MockOptions, MockState>): Promise<void> {
  const { name, options, signal } = context;
  const { directory } = context.state;
  const call = { cluster: name, faults: options.fault, signal, directory };
  await raiseOperationFaults(call, 'remove', 'first');
  await raiseOperationFaults(call, 'remove', 'later');
  context.progress('stopping the control plane and deleting its files');
  await removeControlPlane(directory, name, signal);
}

/** The control plane itself keeps the snapshots, so they end with it. */
const etcdSnapshots: EtcdSnapshots<MockOptions, MockState> = {
  save: (context, snapshot) => onSnapshot(context, 'save', snapshot),
  restore: (context, snapshot) => onSnapshot(context, 'restore', snapshot),
  remove: (context, snapshot) => onSnapshot(context, 'remove', snapshot),
};

async function onSnapshot(
  { name, state }: ClusterContext<MockOptions, MockState>,
  act: 'save' | 'restore' | 'remove',
  snapshot: string,
): Promise<void> {
  await actOnSnapshot(await existingControlPlane(name, state.directory), act, snapshot);
}
