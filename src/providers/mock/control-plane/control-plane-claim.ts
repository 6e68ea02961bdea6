import { stat } from 'node:fs/promises';
import type { Server } from 'node:net';
import { isSocketLocked, takeSocketLock } from '../../../adapters/socket-lock.js';

/**
 * The name of the claim of a cluster's directory; undefined where there is no directory. The claim is a socket lock
 * that is named after the directory's inode. The cluster's control plane holds it.
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
  return name === undefined ? undefined : takeSocketLock(name);
}

/** Whether a living process holds the claim. */
export async function isClaimed(directory: string): Promise<boolean> {
  const name = await claimName(directory);
  return name !== undefined && isSocketLocked(name);
}

/** Whether the claim taken for `directory` is still about the directory that has this path now. */
export async function isSameClaim(directory: string, claim: Server): Promise<boolean> {
  return claim.address() === (await claimName(directory));
}
