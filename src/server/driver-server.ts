import { createServer, type Socket } from 'node:net';
import { Server } from '@grpc/grpc-js';
import type { ClusterDriver } from '../core/operations/cluster-driver.js';
import type { Log } from '../core/log.js';
import type { Redactor } from '../core/secrets/redactor.js';
import { acceptConnections } from './connections/accept-connections.js';
import { driverService } from './driver-service.js';
import type { ListenAddress } from './connections/listen.js';
import type { ServerParts } from './server-parts.js';
import type { ServerTls } from './connections/server-tls.js';
import { addStandardServices } from './standard-services.js';
import { unaryWith } from './calls/unary.js';
import { InFlight } from './calls/in-flight.js';

export type { ListenAddress } from './connections/listen.js';

/**
 * How long the last answers may take to be sent, in milliseconds. A client that watches the health would stay connected
 * for ever.
 */
const flushMs = 500;

/** A server that answers calls. */
export interface RunningServer {
  readonly port: number;
  /** Takes no more calls, waits `graceMs` for those under way, then cancels them. */
  stop(graceMs: number): Promise<void>;
}

/**
 * Serves the contract, gRPC reflection (v1 and v1alpha) and the standard health service; in plaintext where `tls` is
 * absent.
 * @throws INVALID where the server cannot listen on the address, or the certificates cannot be used
 */
export async function startDriverServer(
  driver: ClusterDriver,
  { contract, listen, standardServices }: ServerParts,
  { log, redactor }: { readonly log: Log; readonly redactor: Redactor },
  address: ListenAddress,
  tls?: ServerTls,
): Promise<RunningServer> {
  const server = new Server({ 'grpc.enable_channelz': 0 });
  const calls = new InFlight();
  const service = driverService(driver, unaryWith(log, redactor, calls));
  server.addService(contract.Driver.service, service);
  const standard = addStandardServices(server, () => contract.definition(), standardServices);
  const accept = await acceptConnections(server, log, tls);
  const sockets = new Set<Socket>();
  const connections = new InFlight();
  const listener = createServer((socket) => {
    sockets.add(socket);
    void connections.during(() => untilClosed(socket)).then(() => sockets.delete(socket));
    accept(socket);
  });
  const port = await listen(listener, address);
  return {
    port,
    stop: async (graceMs) => {
      standard.stop();
      listener.close();
      // Refuses new calls, and lets each connection end with its last stream. The library neither waits for these
      // connections nor closes them by force, because it counts connections that Node closes itself as gone. So they
      // are awaited and closed here.
      server.tryShutdown(() => undefined);
      await calls.none(graceMs);
      await connections.none(Math.min(graceMs, flushMs));
      for (const socket of sockets) socket.destroy();
      server.forceShutdown();
    },
  };
}

async function untilClosed(socket: Socket): Promise<void> {
  await new Promise((resolve) => socket.once('close', resolve));
}
