import { createServer, type Server as Listener } from 'node:net';
import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { ClusterDriver } from '../core/cluster-driver.js';
import type { Log } from '../core/log.js';
import type { Redactor } from '../core/redactor.js';
import { loadContract, typedContract } from '../wire/contract.js';
import { driverService } from './driver-service.js';
import { listen, type ListenAddress } from './listen.js';
import { addStandardServices } from './standard-services.js';
import { unaryWith } from './unary.js';

export type { ListenAddress } from './listen.js';

/** A server that answers calls. */
export interface RunningServer {
  readonly port: number;
  /** Takes no more calls, waits `graceMs` for those under way, then cancels them. */
  stop(graceMs: number): Promise<void>;
}

/** Proves to each side who the other one is. All are PEM. */
export interface ServerTls {
  readonly certificate: Buffer;
  readonly key: Buffer;
  /** Signed the certificates of those who may call; nobody else may. */
  readonly clientAuthority: Buffer;
}

/**
 * Serves the contract, gRPC reflection (v1 and v1alpha) and the standard health service; in plaintext where `tls` is absent.
 * @throws INVALID when the address cannot be listened on
 */
export async function startDriverServer(
  driver: ClusterDriver,
  { log, redactor }: { readonly log: Log; readonly redactor: Redactor },
  address: ListenAddress,
  tls?: ServerTls,
): Promise<RunningServer> {
  const contract = loadContract();
  const server = new Server({ 'grpc.enable_channelz': 0 });
  server.addService(typedContract(contract).types.Driver.service, driverService(driver, unaryWith(log, redactor)));
  const standard = addStandardServices(server, contract);
  const injector = server.createConnectionInjector(credentialsOf(tls));
  const listener = createServer((connection) => {
    injector.injectConnection(connection);
  });
  const port = await listen(listener, address);
  return {
    port,
    stop: async (graceMs) => {
      standard.stop();
      await stop(listener, server, graceMs);
    },
  };
}

function credentialsOf(tls: ServerTls | undefined): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  const pair = { cert_chain: tls.certificate, private_key: tls.key };
  return ServerCredentials.createSsl(tls.clientAuthority, [pair], true);
}

async function stop(listener: Listener, server: Server, graceMs: number): Promise<void> {
  listener.close();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, graceMs);
    server.tryShutdown(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
