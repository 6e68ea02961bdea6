import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import type { Check } from '../../../src/core/contract/doctor.js';
import type { RawOptions } from '../../../src/core/options/raw-options.js';
import { driverCalls } from '../../../src/engine/client/driver-calls.js';
import type { DriverClient } from '../../../src/engine/client/driver-client.js';
import { unaryCall } from '../../../src/engine/client/unary-call.js';
import type { GkeDriver, Wish } from '../../providers/gke/support/gke-stand.js';
import { LogFile } from './log-file.js';
import { askDoctor } from './packaged-doctor.js';
import { PackagedProcess } from './packaged-process.js';
import { dial } from '../../support/dial.js';

type Client = Awaited<ReturnType<typeof dial>>;

/** A packaged driver in a process of its own, which is started by the first call and called over gRPC. */
export class PackagedGkeDriver implements GkeDriver {
  readonly log = new LogFile();
  readonly saysWhenCalledOff = 'the driver was asked to stop';
  private running: { readonly process: PackagedProcess; readonly client: Promise<Client> } | undefined;

  constructor(
    private readonly program: string,
    private readonly environment: Readonly<Record<string, string>> = {},
  ) {}

  async create(options: RawOptions, info: ClusterInfo, signal?: AbortSignal): Promise<ClusterInfo> {
    // Rancher sends what it keeps of a cluster only once there is something.
    const kept = info === emptyClusterInfo ? undefined : info;
    return (await this.call((driver) => driver.create(options, kept), signal)).info;
  }

  async update(info: ClusterInfo, options: RawOptions): Promise<ClusterInfo> {
    return this.call((driver) => driver.update(info, options));
  }

  async remove(info: ClusterInfo, signal?: AbortSignal): Promise<void> {
    return this.call((driver) => driver.remove(info), signal);
  }

  async version(info: ClusterInfo): Promise<string> {
    return this.call((driver) => driver.version(info));
  }

  async setVersion(info: ClusterInfo, version: string): Promise<void> {
    return this.call((driver) => driver.setVersion(info, version));
  }

  async setNodeCount(info: ClusterInfo, count: bigint): Promise<void> {
    return this.call((driver) => driver.setNodeCount(info, count));
  }

  async doctor(wish: Wish): Promise<readonly Check[]> {
    return askDoctor(this.program, wish, this.environment);
  }

  /** Ends the process with SIGKILL, as Rancher does, and waits until it is gone. */
  async kill(): Promise<void> {
    const running = this.running;
    if (running === undefined) return;
    await running.process[Symbol.asyncDispose]();
    await running.client.then(
      (client) => {
        client.close();
      },
      () => undefined,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
    this.log[Symbol.dispose]();
  }

  /** Makes a call. To call it off, the driver is asked to stop, as our engine does it: gRPC's own way would lose the answer. */
  private async call<T>(work: (driver: DriverClient) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const { process, client } = (this.running ??= this.start());
    const connected = await client;
    const terminate = () => {
      process.terminate();
    };
    signal?.addEventListener('abort', terminate, { once: true });
    try {
      return await work(driverCalls(connected, async (_, start) => unaryCall(start)));
    } finally {
      signal?.removeEventListener('abort', terminate);
    }
  }

  private start() {
    const process = PackagedProcess.start(this.program, this.environment, this.log);
    return { process, client: process.port.then(dial) };
  }
}
