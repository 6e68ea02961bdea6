import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DriverError, messageOf } from '../../../core/driver-error.js';

/**
 * Lends `work` a directory that only this user can read, and deletes it after; one that a killed driver left for the same
 * cluster, perhaps with a kubeconfig in it, is deleted before. To be used while holding the cluster's lock.
 */
export async function inScratchDirectory<T>(cluster: string, work: (directory: string) => Promise<T>): Promise<T> {
  // A cluster's name has no dot, so no name is the beginning of another one.
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
    // Those of another user stay.
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
