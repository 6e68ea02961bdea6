import type { Capability } from '../../core/contract/capabilities.js';
import type { ClusterInfo } from '../../core/contract/cluster-info.js';
import type { DriverError } from '../../core/driver-error.js';
import type { KubernetesCapabilities } from '../../core/contract/kubernetes-capabilities.js';
import type { OptionTable } from '../../core/options/option-table.js';
import type { RawOptions } from '../../core/options/raw-options.js';

/** The answer to a create. Where it failed, `info` is to be kept all the same. */
interface CreateAnswer {
  readonly info: ClusterInfo;
  /** What `info.createError` says; INTERNAL where the driver does not say what kind of failure it is. */
  readonly failure?: DriverError;
}

/**
 * A driver as Rancher sees it: the calls of the contract.
 *
 * @throws the driver's own error; UNAVAILABLE, with its last lines, when the driver ended in the middle of a call; CANCELLED
 * when the operation was cancelled and the driver gave no answer in time
 */
export interface DriverClient {
  capabilities(): Promise<ReadonlySet<Capability>>;
  createOptions(): Promise<OptionTable>;
  updateOptions(): Promise<OptionTable>;
  /** `info` is there only when an earlier create failed. */
  create(options: RawOptions, info: ClusterInfo | undefined): Promise<CreateAnswer>;
  update(info: ClusterInfo, options: RawOptions): Promise<ClusterInfo>;
  postCheck(info: ClusterInfo): Promise<ClusterInfo>;
  remove(info: ClusterInfo): Promise<void>;
  removeLegacyServiceAccount(info: ClusterInfo): Promise<void>;
  /** "" where the driver does not know. */
  version(info: ClusterInfo): Promise<string>;
  setVersion(info: ClusterInfo, version: string): Promise<void>;
  nodeCount(info: ClusterInfo): Promise<bigint>;
  setNodeCount(info: ClusterInfo, count: bigint): Promise<void>;
  kubernetesCapabilities(options: RawOptions): Promise<KubernetesCapabilities>;
  saveSnapshot(info: ClusterInfo, options: RawOptions, snapshot: string): Promise<void>;
  restoreSnapshot(info: ClusterInfo, options: RawOptions, snapshot: string): Promise<ClusterInfo>;
  removeSnapshot(info: ClusterInfo, options: RawOptions, snapshot: string): Promise<void>;
}

/** A driver that runs for one operation. Its opener closes it. */
export interface DriverSession extends DriverClient {
  /** Ends the driver with SIGKILL, whatever it is doing. */
  close(): Promise<void>;
}
