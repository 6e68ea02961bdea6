import type { ClientUnaryCall, requestCallback } from '@grpc/grpc-js';
import { capabilitiesFromWire } from '../../wire/capabilities-wire.js';
import { clusterInfoFromWire, clusterInfoToWire } from '../../wire/cluster-info-wire.js';
import { optionsToWire } from '../../wire/driver-options-wire.js';
import type { Capabilities__Output } from '../../wire/generated/types/Capabilities.js';
import type { ClusterInfo__Output } from '../../wire/generated/types/ClusterInfo.js';
import type { DriverClient as WireClient } from '../../wire/generated/types/Driver.js';
import type { DriverFlags__Output } from '../../wire/generated/types/DriverFlags.js';
import type { K8sCapabilities__Output } from '../../wire/generated/types/K8sCapabilities.js';
import type { KubernetesVersion__Output } from '../../wire/generated/types/KubernetesVersion.js';
import type { NodeCount__Output } from '../../wire/generated/types/NodeCount.js';
import { readError } from '../../wire/error-trailers.js';
import { kubernetesCapabilitiesFromWire } from '../../wire/kubernetes-capabilities-from-wire.js';
import { optionTableFromWire } from '../../wire/option-table-from-wire.js';
import type { DriverClient } from './driver-client.js';
import type { UnaryAnswer } from './unary-call.js';

type Start<Response> = (done: requestCallback<Response>) => ClientUnaryCall;

/** Makes one call. `operation` completes "the driver ended during …". */
export type CallDriver = <Response>(operation: string, start: Start<Response>) => Promise<UnaryAnswer<Response>>;

/** The contract's calls with the domain's types; `call` makes each of them. */
export function driverCalls(client: WireClient, call: CallDriver): DriverClient {
  const response = async <Response>(operation: string, start: Start<Response>): Promise<Response> =>
    (await call(operation, start)).response;
  return {
    capabilities: async () =>
      capabilitiesFromWire(
        await response<Capabilities__Output>('the liveness check', (done) => client.GetCapabilities({}, done)),
      ),
    createOptions: async () =>
      optionTableFromWire(
        await response<DriverFlags__Output>('reading the create options', (done) =>
          client.GetDriverCreateOptions({}, done),
        ),
      ),
    updateOptions: async () =>
      optionTableFromWire(
        await response<DriverFlags__Output>('reading the update options', (done) =>
          client.GetDriverUpdateOptions({}, done),
        ),
      ),
    create: async (options, info) => {
      const request = {
        driver_options: optionsToWire(options),
        cluster_info: info === undefined ? null : clusterInfoToWire(info),
      };
      const answer = await call<ClusterInfo__Output>('create', (done) => client.Create(request, done));
      const created = clusterInfoFromWire(answer.response);
      if (created.createError === '') return { info: created };
      const failure = readError(answer.trailers, created.createError, { otherwise: 'INTERNAL' });
      return { info: created, failure };
    },
    update: async (info, options) => {
      const request = { cluster_info: clusterInfoToWire(info), driver_options: optionsToWire(options) };
      return clusterInfoFromWire(await response<ClusterInfo__Output>('update', (done) => client.Update(request, done)));
    },
    postCheck: async (info) =>
      clusterInfoFromWire(
        await response<ClusterInfo__Output>('post-check', (done) => client.PostCheck(clusterInfoToWire(info), done)),
      ),
    remove: async (info) => {
      await response('remove', (done) => client.Remove(clusterInfoToWire(info), done));
    },
    removeLegacyServiceAccount: async (info) => {
      const operation = 'removing the legacy service account';
      await response(operation, (done) => client.RemoveLegacyServiceAccount(clusterInfoToWire(info), done));
    },
    version: async (info) =>
      (
        await response<KubernetesVersion__Output>('reading the version', (done) =>
          client.GetVersion(clusterInfoToWire(info), done),
        )
      ).version,
    setVersion: async (info, version) => {
      const request = { info: clusterInfoToWire(info), version: { version } };
      await response('setting the version', (done) => client.SetVersion(request, done));
    },
    nodeCount: async (info) =>
      BigInt(
        (
          await response<NodeCount__Output>('reading the size', (done) =>
            client.GetNodeCount(clusterInfoToWire(info), done),
          )
        ).count,
      ),
    setNodeCount: async (info, count) => {
      const request = { info: clusterInfoToWire(info), count: { count: count.toString() } };
      await response('setting the size', (done) => client.SetNodeCount(request, done));
    },
    kubernetesCapabilities: async (options) => {
      const operation = 'reading the Kubernetes capabilities';
      const answer = await response<K8sCapabilities__Output>(operation, (done) =>
        client.GetK8sCapabilities(optionsToWire(options), done),
      );
      return kubernetesCapabilitiesFromWire(answer);
    },
    saveSnapshot: async (info, options, snapshot) => {
      await response('saving the snapshot', (done) => client.ETCDSave(snapshotRequest(info, options, snapshot), done));
    },
    restoreSnapshot: async (info, options, snapshot) => {
      const request = snapshotRequest(info, options, snapshot);
      return clusterInfoFromWire(
        await response<ClusterInfo__Output>('restoring the snapshot', (done) => client.ETCDRestore(request, done)),
      );
    },
    removeSnapshot: async (info, options, snapshot) => {
      const request = snapshotRequest(info, options, snapshot);
      await response('removing the snapshot', (done) => client.ETCDRemoveSnapshot(request, done));
    },
  };
}

function snapshotRequest(...[info, options, snapshot]: Parameters<DriverClient['saveSnapshot']>) {
  return {
    info: clusterInfoToWire(info),
    driver_options: optionsToWire(options),
    SnapshotName: snapshot,
  };
}
