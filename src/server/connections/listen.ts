import type { Server } from 'node:net';
import { DriverError } from '../../core/driver-error.js';

/** Where to listen. */
export interface ListenAddress {
  /** An IP address or host name. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Writes an address as it stands in URLs: `127.0.0.1:9000`, `[::1]:9000`. */
export function addressText({ host, port }: ListenAddress): string {
  return host.includes(':') ? `[${host}]:${String(port)}` : `${host}:${String(port)}`;
}

/**
 * Listens, and returns the port. `start` has the server begin to listen, as `server.listen` does.
 * @throws INVALID when the address cannot be listened on
 */
export async function listen(
  server: Server,
  { host, port }: ListenAddress,
  start = (): void => void server.listen(port, host),
): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      reject(cannotListen(addressText({ host, port }), cause));
    });
    server.once('listening', resolve);
    start();
  });
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : port;
}

function cannotListen(target: string, cause: Error): DriverError {
  const reasons: Readonly<Record<string, string>> = {
    EADDRINUSE: 'the port is in use; choose another one, or end what listens there',
    EACCES: 'this user may not listen on that port; choose one of 1024 and above',
    EADDRNOTAVAIL: 'this machine has no such address',
    ENOTFOUND: 'this machine has no such address',
    EAI_AGAIN: 'this machine has no such address',
  };
  const why = reasons[(cause as NodeJS.ErrnoException).code ?? ''] ?? cause.message;
  return new DriverError('INVALID', { attempted: `listen on ${target}`, why, cause });
}
