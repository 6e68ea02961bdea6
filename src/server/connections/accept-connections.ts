import type { Socket } from 'node:net';
import { type Server, ServerCredentials } from '@grpc/grpc-js';
import { messageOf } from '../../core/driver-error.js';
import type { Log } from '../../core/log.js';
import { type RenewableCredentials, renewableCredentials } from './renewable-credentials.js';
import type { ServerTls, TlsMaterial } from './server-tls.js';

/**
 * Returns a function that hands connections over to the server: in plaintext where `tls` is absent, else secured with
 * the current certificates.
 * @throws what `tls` throws where it has no certificates at the start
 */
export async function acceptConnections(server: Server, log: Log, tls?: ServerTls): Promise<(socket: Socket) => void> {
  if (tls === undefined) {
    const plain = server.createConnectionInjector(ServerCredentials.createInsecure());
    return (socket) => {
      plain.injectConnection(socket);
    };
  }
  const first = await tls.latest();
  const credentials = renewableCredentials(first);
  const secure = server.createConnectionInjector(credentials);
  const renew = renewal(credentials, first, tls, log);
  return (socket) => {
    // A client that disconnects while the files are read must not end the process.
    socket.on('error', () => socket.destroy());
    void renew().then(() => {
      if (!socket.destroyed) secure.injectConnection(socket);
    });
  };
}

/** Returns a function that renews the credentials where the certificates have changed. It never rejects. */
function renewal(credentials: RenewableCredentials, first: TlsMaterial, tls: ServerTls, log: Log): () => Promise<void> {
  let inUse = first;
  return async () => {
    try {
      const latest = await tls.latest();
      if (latest === inUse) return;
      inUse = latest;
      credentials.renew(latest);
      log.info('serving with renewed certificates');
    } catch (thrown) {
      log.warn(`keeping the old certificates: ${messageOf(thrown)}`);
    }
  };
}
