import { mkdir, readdir, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { inScratchDirectory } from '../../../src/providers/kind/tools/scratch-directory.js';
import { snapshotDirectory } from '../../../src/providers/kind/etcd/snapshot-directory.js';
import { KindFixture } from './support/kind-fixture.js';

const name = `files-${String(process.pid)}`;
const ours = async () => (await readdir(tmpdir())).filter((entry) => entry.startsWith(`rancher-driver-kind.${name}`));

describe('a directory for the files of kind', () => {
  it('is for this user alone, and gone after, also after a failure', async () => {
    const work = inScratchDirectory(name, async (directory) => {
      expect((await stat(directory)).mode & 0o777).toBe(0o700);
      throw new Error('failed');
    });
    await expect(work).rejects.toThrow('failed');
    expect(await ours()).toEqual([]);
  });

  it('takes the place of one that a killed driver left for this cluster, and of no other', async () => {
    const [left, others] = [
      join(tmpdir(), `rancher-driver-kind.${name}.left`),
      join(tmpdir(), `rancher-driver-kind.${name}-b.x`),
    ];
    await mkdir(left);
    await mkdir(others);
    await inScratchDirectory(`${name}-b`, () => Promise.resolve());
    expect(await ours()).toEqual([`rancher-driver-kind.${name}.left`]);
    await inScratchDirectory(name, () => Promise.resolve());
    expect(await ours()).toEqual([]);
  });
});

describe('the directory for snapshots', () => {
  it('is where the user says, or among their data', async () => {
    const options = new KindFixture().options({});
    expect(await snapshotDirectory({ ...options, snapshotDirectory: '/snapshots' })).toBe('/snapshots');
    expect(await snapshotDirectory(options)).toMatch(/\/rancher-driver-host\/snapshots$/);
  });
});
