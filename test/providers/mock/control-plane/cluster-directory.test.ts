import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  deleteClusterDirectory,
  locateCluster,
  makeClusterDirectory,
  ownershipMark,
} from '../../../../src/providers/mock/control-plane/cluster-directory.js';
import { removeControlPlane } from '../../../../src/providers/mock/control-plane/remove-control-plane.js';
import { failureOf } from '../../../support/failure-of.js';
import { TemporaryDirectory } from '../../support/temporary-directory.js';

describe('the directory of a cluster', () => {
  it('is for its user alone, and bears the mark', async () => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    await makeClusterDirectory(directory);
    expect((await stat(directory)).mode & 0o777).toBe(0o700);
    expect((await stat(dirname(directory))).mode & 0o777).toBe(0o700);
    expect(await readdir(directory)).toEqual([ownershipMark]);
  });

  it('is found at the same place every time', async () => {
    expect(await locateCluster('demo')).toBe(await locateCluster('demo'));
  });

  it('is made once, however often it is asked for', async () => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    await Promise.all(Array.from({ length: 5 }, () => makeClusterDirectory(directory)));
    expect(await readdir(directory)).toEqual([ownershipMark]);
  });

  it('goes with its parent when it was the last', async () => {
    await using place = await TemporaryDirectory.make();
    const [one, other] = [await locateCluster('one', place.path), await locateCluster('other', place.path)];
    await makeClusterDirectory(one);
    await makeClusterDirectory(other);
    await deleteClusterDirectory(one);
    expect(await readdir(dirname(other))).toEqual(['other']);
    await deleteClusterDirectory(other);
    expect(await readdir(place.path)).toEqual([]);
  });

  it('is deleted when there is none, too', async () => {
    await using place = await TemporaryDirectory.make();
    await deleteClusterDirectory(await locateCluster('demo', place.path));
    expect(await readdir(place.path)).toEqual([]);
  });

  it('is deleted with what a dying process wrote after the mark was gone', async () => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    await makeClusterDirectory(directory);
    await rm(join(directory, ownershipMark));
    await writeFile(join(directory, 'control-plane.log'), 'last words');
    await deleteClusterDirectory(directory);
    expect(await readdir(place.path)).toEqual([]);
  });

  it('is finished when its making was cut short before the mark', async () => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await makeClusterDirectory(directory);
    expect(await readdir(directory)).toEqual([ownershipMark]);
  });

  it('is left alone when somebody else has made it', async () => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(join(directory, 'thesis.txt'), 'of somebody');
    const [making, deleting] = [
      await failureOf(() => makeClusterDirectory(directory)),
      await failureOf(() => removeControlPlane(directory, 'demo', new AbortController().signal)),
    ];
    expect([making.code, deleting.code]).toEqual(['CONFLICT', 'CONFLICT']);
    expect(making.message).toContain(directory);
    expect(await readdir(directory)).toEqual(['thesis.txt']);
  });

  it.each([
    {
      what: 'a directory that others can write to',
      make: (path: string) => mkdir(path, { mode: 0o777 }),
      because: 'anybody could have put a false record there',
    },
    {
      what: 'a symbolic link',
      make: (path: string) => symlink('/tmp', path),
      because: 'anybody could lead us anywhere',
    },
  ])('is not made below $what', async ({ make }) => {
    await using place = await TemporaryDirectory.make();
    const directory = await locateCluster('demo', place.path);
    const before = process.umask(0);
    try {
      await make(dirname(directory));
    } finally {
      process.umask(before);
    }
    expect((await failureOf(() => makeClusterDirectory(directory))).code).toBe('CONFLICT');
  });

  it('is not looked for in a place that does not exist', async () => {
    await using place = await TemporaryDirectory.make();
    const failure = await failureOf(() => locateCluster('demo', join(place.path, 'nowhere')));
    expect(failure.code).toBe('INVALID');
    expect(failure.message).toContain('nowhere');
  });
});
