import { unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';

/**
 * Takes a lock for as long as this process lives, or until the server is closed. The lock is a listening socket. An address that
 * begins with NUL is a name in Linux's abstract namespace (unix(7)), which belongs to no file: the kernel gives it to one process
 * only, and takes it back when that process dies, however it dies. So no lock is ever stale, and no process id can be mistaken.
 * Any other address is the path of a socket; one that a dead process left is replaced.
 * @returns undefined where another process has the lock
 * @throws the system's error where the address cannot be listened on for another reason
 */
export async function takeSocketLock(address: string): Promise<Server | undefined> {
  const server = await listen(address);
  if (server !== undefined || address.startsWith('\0') || (await isSocketLocked(address))) return server;
  await unlink(address).catch(() => undefined);
  return listen(address);
}

/** Whether a living process has the lock. */
export async function isSocketLocked(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT');
    });
  });
}

async function listen(address: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(undefined);
      else reject(error);
    });
    server.listen(address, () => {
      resolve(server);
    });
  });
}
