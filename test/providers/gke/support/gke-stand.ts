import type { ClusterInfo } from '../../../../src/core/contract/cluster-info.js';
import type { Check } from '../../../../src/core/contract/doctor.js';
import type { RawOptions } from '../../../../src/core/options/raw-options.js';
import type { LogLine } from '../../../support/memory-log.js';
import type { rawOptions } from '../../../support/raw-options.js';
import type { DoubleSettings } from '../double/double-settings.js';
import type { GoogleDouble } from '../double/google-double.js';

/** Options as a test writes them. */
export type Wish = Parameters<typeof rawOptions>[0];

/** How a driver is started. */
export interface DriverSettings {
  /** What stands in the environment besides what Rancher gives. */
  readonly environment?: Readonly<Record<string, string>>;
  /** How long one request may take, where that can still be chosen; a packaged driver has its own patience. */
  readonly requestTimeoutMs?: number;
}

/** What a driver has logged so far. */
export interface DriverLog {
  /** Everything, in the form that it was written in. */
  readonly lines: readonly unknown[];
  messages(level: LogLine['level']): readonly string[];
}

/** A whole driver over the provider; waiting is 400 times shorter than it says. All that it throws is a `DriverError`. */
export interface GkeDriver extends AsyncDisposable {
  readonly log: DriverLog;
  /** What an operation says that `signal` called off. */
  readonly saysWhenCalledOff: string;
  create(options: RawOptions, info: ClusterInfo, signal?: AbortSignal): Promise<ClusterInfo>;
  update(info: ClusterInfo, options: RawOptions): Promise<ClusterInfo>;
  remove(info: ClusterInfo, signal?: AbortSignal): Promise<void>;
  version(info: ClusterInfo): Promise<string>;
  setVersion(info: ClusterInfo, version: string): Promise<void>;
  setNodeCount(info: ClusterInfo, count: bigint): Promise<void>;
  /** What the doctor finds with the options of a create. */
  doctor(wish: Wish): Promise<readonly Check[]>;
}

/** An operation that a test may kill in the middle. */
export interface Task {
  readonly operation: 'create' | 'update';
  readonly options: Wish;
  readonly info: ClusterInfo;
}

/** An operation that runs in a process which nothing else runs in. */
export interface OperationApart {
  /** Resolves when the process is gone. Rejects where the operation failed. */
  readonly outcome: Promise<'killed' | 'ended'>;
  /** Ends the process with SIGKILL. */
  readonly kill: () => void;
}

/** Where the tests of the whole driver run: on the sources, or on the packaged program. */
export interface GkeStand {
  startDouble(settings: DoubleSettings): Promise<AsyncDisposable & { readonly google: GoogleDouble }>;
  openDriver(settings: DriverSettings): GkeDriver;
  startApart(task: Task): Promise<OperationApart>;
}
