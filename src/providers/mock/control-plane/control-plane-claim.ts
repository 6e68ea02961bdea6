import { stat } from 'node:fs/promises';
import { type Server, connect, createServer } from 'node:net';

/**
 * The claim of a cluster's directory: who holds it is its control plane. It is a socket in Linux's abstract namespace
 * (unix(7)), named for the directory's inode. The kernel gives such a name to one process only and takes it back when that
 * process dies, however it dies: there is no stale claim to find out about, and no process id to mistake.
 */
async function claimName(directory: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(directory, { bigint: true });
    return `\0rancher-driver-mock:${String(dev)}:${String(ino)}`;
  } catch {
    return undefined;
  }
}

/** Takes the claim, for as long as this process lives. `undefined` if it is taken, or there is no directory. */
export async function takeClaim(directory: string): Promise<Server | undefined> {
  const name = await claimName(directory);
  if (name === undefined) return undefined;
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => {
      resolve(undefined);
    });
    server.listen(name, () => {
      resolve(server);
    });
  });
}

/** Whether a living process holds the claim. */
export async function isClaimed(directory: string): Promise<boolean> {
  const name = await claimName(directory);
  if (name === undefined) return false;
  return new Promise((resolve) => {
    const socket = connect(name);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Whether the claim taken for `directory` is still about the directory that has this path now. */
export async function isSameClaim(directory: string, claim: Server): Promise<boolean> {
  return claim.address() === (await claimName(directory));
}
