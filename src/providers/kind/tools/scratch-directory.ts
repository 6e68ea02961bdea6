import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DriverError, messageOf } from '../../../core/driver-error.js';

/**
 * Gives `work` a directory that only this user can read, and deletes it afterwards. A directory that a killed driver
 * left for the same cluster, perhaps with a kubeconfig in it, is deleted first. The caller has to hold the cluster's
 * lock.
 */
export async function inScratchDirectory<T>(cluster: string, work: (directory: string) => Promise<T>): Promise<T> {
  // A cluster's name has no dot, so the prefix matches no other cluster.
  const prefix = `rancher-driver-kind.${cluster}.`;
  const directory = await makeDirectory(prefix);
  try {
    return await work(directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function makeDirectory(prefix: string): Promise<string> {
  const parent = tmpdir();
  try {
    const stale = (await readdir(parent)).filter((name) => name.startsWith(prefix));
    // Directories of another user cannot be deleted, and stay.
    await Promise.all(
      stale.map((name) => rm(join(parent, name), { recursive: true, force: true }).catch(() => undefined)),
    );
    return await mkdtemp(join(parent, prefix));
  } catch (cause) {
    throw new DriverError('UNAVAILABLE', {
      attempted: 'make a directory for the files of kind',
      why: messageOf(cause),
      whatToDo: 'set TMPDIR to a directory that can be written',
      cause,
    });
  }
}
