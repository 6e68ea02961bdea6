import { constants } from 'node:fs';
import { access, lstat, mkdir, readdir, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DriverError } from '../../../core/driver-error.js';

/**
 * The file that marks a cluster's directory as ours; its name says everything. A directory with other files and without
 * this one belongs to somebody else.
 */
export const ownershipMark = 'made-by-rancher-driver-mock';

/** What is at the path of a cluster's directory. An empty directory counts as ours: it was being made or removed. */
export type DirectoryCondition = 'absent' | 'ours' | 'foreign';

/**
 * Returns where the directory of a cluster is or will be: inside `place`, where it is given; else in the first place
 * that has it already; else in the first that can be written to. In Rancher's jail that is `/`. The parent is a
 * directory of the user's own (0700).
 * @throws INVALID where `place` is no directory, UNAVAILABLE where nothing can be written to
 */
export async function locateCluster(cluster: string, place?: string): Promise<string> {
  const inside = (parent: string): string =>
    join(parent, `rancher-driver-mock-${String(process.getuid?.() ?? 0)}`, cluster);
  if (place !== undefined && place !== '') {
    if (await isWritableDirectory(place)) return inside(place);
    const why = 'it is no directory that can be written to';
    throw new DriverError('INVALID', {
      attempted: `look for cluster ${cluster} in ${place}`,
      why,
      whatToDo: 'make it first, or leave the option out',
    });
  }
  const places = [tmpdir(), '/'];
  for (const parent of places) if ((await conditionOf(inside(parent))) !== 'absent') return inside(parent);
  for (const parent of places) if (await isWritableDirectory(parent)) return inside(parent);
  throw new DriverError('UNAVAILABLE', {
    attempted: `find a place for cluster ${cluster} in ${places.join(' and ')}`,
    why: 'neither can be written to',
    whatToDo: 'say where with the option directory',
  });
}

/** Returns what is at the path of a cluster's directory. */
export async function conditionOf(directory: string): Promise<DirectoryCondition> {
  try {
    const entries = await readdir(directory);
    return entries.length === 0 || entries.includes(ownershipMark) ? 'ours' : 'foreign';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'absent' : 'foreign';
  }
}

/** Makes a cluster's directory with its mark, if it does not exist. @throws CONFLICT if it is somebody else's */
export async function makeClusterDirectory(directory: string): Promise<void> {
  // The removal of the last cluster deletes the parent too, perhaps at this moment.
  for (let attempt = 1; ; attempt += 1) {
    try {
      await makeOwnDirectory(dirname(directory));
      await makeOwnDirectory(directory);
      await refuseForeign(directory);
      await writeFile(join(directory, ownershipMark), '', { flag: 'a', mode: 0o600 });
      return;
    } catch (error) {
      if (codeOf(error) !== 'ENOENT' || attempt === 5) throw error;
    }
  }
}

/** @throws CONFLICT if a cluster's directory is somebody else's */
export async function refuseForeign(directory: string): Promise<void> {
  if ((await conditionOf(directory)) !== 'foreign') return;
  const why = `there is something that this driver did not make: no ${ownershipMark} is in it`;
  const advice = `move ${directory} away, or choose another name for the cluster`;
  throw new DriverError('CONFLICT', {
    attempted: `use ${directory} for cluster ${basename(directory)}`,
    why,
    whatToDo: advice,
  });
}

/**
 * Deletes a cluster's directory, the mark last, and the parent if no other cluster is in it. A missing directory is
 * success. The caller has to check first that the directory is ours: see `refuseForeign`.
 */
export async function deleteClusterDirectory(directory: string): Promise<void> {
  if ((await conditionOf(directory)) === 'absent') {
    await removeIfEmpty(dirname(directory));
    return;
  }
  const entries = await readdir(directory);
  for (const entry of entries.filter((each) => each !== ownershipMark)) {
    await rm(join(directory, entry), { recursive: true, force: true });
  }
  await rm(join(directory, ownershipMark), { force: true });
  await removeIfEmpty(directory);
  await removeIfEmpty(dirname(directory));
}

async function makeOwnDirectory(path: string): Promise<void> {
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    if (codeOf(error) !== 'EEXIST') throw error;
  });
  const found = await lstat(path);
  const isOwn = found.uid === (process.getuid?.() ?? found.uid) && (found.mode & 0o077) === 0;
  if (found.isDirectory() && isOwn) return;
  const why = 'it exists, and is not a directory that this user alone can use';
  throw new DriverError('CONFLICT', {
    attempted: `make ${path}`,
    why,
    whatToDo: 'move it away, or choose another place with the option directory',
  });
}

async function removeIfEmpty(path: string): Promise<void> {
  await rmdir(path).catch((error: unknown) => {
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(codeOf(error))) throw error;
  });
}

async function isWritableDirectory(path: string): Promise<boolean> {
  return access(join(path, '.'), constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
