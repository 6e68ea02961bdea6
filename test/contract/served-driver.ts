import { credentials, type ServiceError } from '@grpc/grpc-js';
import { composeDriver, servicesOf } from '../../src/composition/compose-driver.js';
import type { ClusterInfo } from '../../src/core/contract/cluster-info.js';
import type { ProviderServices } from '../../src/core/contract/provider-services.js';
import type { Provider } from '../../src/core/contract/provider.js';
import type { RawOptions } from '../../src/core/options/raw-options.js';
import { Redactor } from '../../src/core/secrets/redactor.js';
import { pinoLog } from '../../src/adapters/logging/pino-log.js';
import { connectWithClientNode } from '../../src/adapters/kubernetes/client-node-kubernetes-api.js';
import { systemClock } from '../../src/adapters/system-clock.js';
import { startDriverServer } from '../../src/server/driver-server.js';
import { capabilitiesFromWire } from '../../src/wire/capabilities-wire.js';
import { clusterInfoFromWire, clusterInfoToWire } from '../../src/wire/cluster-info-wire.js';
import { loadContract, typedContract } from '../../src/wire/contract.js';
import { optionsToWire } from '../../src/wire/driver-options-wire.js';
import type { KubernetesVersion__Output } from '../../src/wire/generated/types/KubernetesVersion.js';
import type { NodeCount__Output } from '../../src/wire/generated/types/NodeCount.js';
import { serverParts } from '../support/server-parts.js';

type Reply<T> = (error: ServiceError | null, response?: T) => void;

/** A provider behind the real server, and a real client before it; the way Rancher sees it, in one process. */
export class ServedDriver implements AsyncDisposable {
  private constructor(
    private readonly client: InstanceType<ReturnType<typeof typedContract>['types']['Driver']>,
    private readonly stopServer: () => Promise<void>,
    /** All that was logged so far, at the most talkative level. */
    readonly logged: () => string,
  ) {}

  static async start(createProvider: (services: ProviderServices) => Provider): Promise<ServedDriver> {
    const redactor = new Redactor();
    let logged = '';
    const log = pinoLog('debug', redactor, { write: (line) => void (logged += line) });
    const parts = { clock: systemClock, log, connectKubernetes: connectWithClientNode };
    const provider = createProvider(servicesOf(parts));
    const { driver } = composeDriver({ ...parts, provider, redactor });
    const server = await startDriverServer(driver, serverParts, { log, redactor }, { host: '127.0.0.1', port: 0 });
    const { Driver } = typedContract(loadContract()).types;
    const client = new Driver(`127.0.0.1:${String(server.port)}`, credentials.createInsecure());
    const stop = async () => {
      client.close();
      await server.stop(1_000);
    };
    return new ServedDriver(client, stop, () => logged);
  }

  async create(options: RawOptions, info?: ClusterInfo): Promise<ClusterInfo> {
    const request = {
      driver_options: optionsToWire(options),
      ...(info === undefined ? {} : { cluster_info: clusterInfoToWire(info) }),
    };
    return clusterInfoFromWire(await answer((reply) => this.client.Create(request, reply)));
  }

  async update(info: ClusterInfo, options: RawOptions): Promise<ClusterInfo> {
    const request = { cluster_info: clusterInfoToWire(info), driver_options: optionsToWire(options) };
    return clusterInfoFromWire(await answer((reply) => this.client.Update(request, reply)));
  }

  async postCheck(info: ClusterInfo): Promise<ClusterInfo> {
    return clusterInfoFromWire(await answer((reply) => this.client.PostCheck(clusterInfoToWire(info), reply)));
  }

  async remove(info: ClusterInfo): Promise<void> {
    await answer((reply) => this.client.Remove(clusterInfoToWire(info), reply));
  }

  async version(info: ClusterInfo): Promise<string> {
    const reply = await answer<KubernetesVersion__Output>((done) =>
      this.client.GetVersion(clusterInfoToWire(info), done),
    );
    return reply.version;
  }

  async nodeCount(info: ClusterInfo): Promise<bigint> {
    const reply = await answer<NodeCount__Output>((done) => this.client.GetNodeCount(clusterInfoToWire(info), done));
    return BigInt(reply.count);
  }

  async capabilities(): Promise<ReadonlySet<string>> {
    return capabilitiesFromWire(await answer((reply) => this.client.GetCapabilities({}, reply)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stopServer();
  }
}

async function answer<T>(call: (reply: Reply<T>) => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    call((error, response) => {
      if (error !== null) reject(error);
      else if (response === undefined) reject(new Error('neither an answer nor an error came'));
      else resolve(response);
    });
  });
}
