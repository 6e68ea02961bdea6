import type { ClusterDriver } from '../core/operations/cluster-driver.js';
import { capabilitiesToWire } from '../wire/capabilities-wire.js';
import { clusterInfoFromWire, clusterInfoToWire } from '../wire/cluster-info-wire.js';
import { flagsToWire } from '../wire/driver-flags-wire.js';
import { optionsFromWire } from '../wire/driver-options-wire.js';
import type { DriverHandlers } from '../wire/generated/types/Driver.js';
import type { SaveETCDSnapshotRequest__Output } from '../wire/generated/types/SaveETCDSnapshotRequest.js';
import { kubernetesCapabilitiesToWire } from '../wire/kubernetes-capabilities-wire.js';
import type { SnapshotRequest } from '../core/operations/etcd-operations.js';
import type { Unary } from './calls/unary.js';

/**
 * The 16 calls of the contract. Each decodes the request, calls the core and encodes the answer. A missing call does
 * not compile.
 */
export function driverService(driver: ClusterDriver, unary: Unary) {
  const createFlags = cached(() => flagsToWire(driver.createOptions()));
  const updateFlags = cached(() => flagsToWire(driver.updateOptions()));
  const capabilities = cached(() => capabilitiesToWire(driver.capabilities()));
  return {
    Create: unary(async ({ driver_options, cluster_info }, call) => {
      const options = optionsFromWire(driver_options);
      const created = await driver.create.run(options, clusterInfoFromWire(cluster_info), call);
      if (created.failure !== undefined) call.answerWith(created.failure);
      return clusterInfoToWire(created);
    }),
    Update: unary(async ({ cluster_info, driver_options }, call) =>
      clusterInfoToWire(
        await driver.update.run(clusterInfoFromWire(cluster_info), optionsFromWire(driver_options), call),
      ),
    ),
    PostCheck: unary(async (info, call) =>
      clusterInfoToWire(await driver.postCheck.run(clusterInfoFromWire(info), call)),
    ),
    Remove: unary(async (info, call) => {
      await driver.remove.run(clusterInfoFromWire(info), call);
      return {};
    }),
    GetDriverCreateOptions: unary(createFlags),
    GetDriverUpdateOptions: unary(updateFlags),
    GetVersion: unary(async (info, call) => ({
      version: await driver.versionAndSize.version(clusterInfoFromWire(info), call),
    })),
    SetVersion: unary(async ({ info, version }, call) => {
      await driver.versionAndSize.setVersion(clusterInfoFromWire(info), version?.version ?? '', call);
      return {};
    }),
    GetNodeCount: unary(async (info, call) => ({
      count: await driver.versionAndSize.nodeCount(clusterInfoFromWire(info), call),
    })),
    SetNodeCount: unary(async ({ info, count }, call) => {
      await driver.versionAndSize.setNodeCount(clusterInfoFromWire(info), BigInt(count?.count ?? 0), call);
      return {};
    }),
    GetCapabilities: unary(capabilities),
    GetK8sCapabilities: unary((options) =>
      kubernetesCapabilitiesToWire(driver.kubernetesCapabilities(optionsFromWire(options))),
    ),
    ETCDSave: unary(async (request, call) => {
      await driver.etcd.save(snapshotRequest(request), call);
      return {};
    }),
    ETCDRestore: unary(async (request, call) =>
      clusterInfoToWire(await driver.etcd.restore(snapshotRequest(request), call)),
    ),
    ETCDRemoveSnapshot: unary(async (request, call) => {
      await driver.etcd.removeSnapshot(snapshotRequest(request), call);
      return {};
    }),
    // This driver never made such an account, and an error would make Rancher retry for ever.
    RemoveLegacyServiceAccount: unary(() => ({})),
  } satisfies DriverHandlers;
}

/** Makes an answer at the first call, and returns the same one at every later call. */
function cached<T>(make: () => T): () => T {
  let answer: T | undefined;
  return () => (answer ??= make());
}

/** Decodes the three requests about snapshots, which have the same fields. */
function snapshotRequest(request: SaveETCDSnapshotRequest__Output): SnapshotRequest {
  return {
    info: clusterInfoFromWire(request.info),
    options: optionsFromWire(request.driver_options),
    snapshot: request.SnapshotName,
  };
}
