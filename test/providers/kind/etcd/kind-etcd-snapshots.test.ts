import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { KindFixture, withDirectory } from '../support/kind-fixture.js';

const snapshots = (fixture: KindFixture) => {
  const { etcdSnapshots } = fixture.driver();
  if (etcdSnapshots === undefined) throw new Error('no snapshots');
  return etcdSnapshots;
};

function objectsOf(fixture: KindFixture): Set<string> {
  const cluster = fixture.machine.clusters.get(fixture.name);
  if (cluster === undefined) throw new Error('no cluster');
  return cluster.objects;
}

describe('etcd snapshots of a kind cluster', () => {
  it('bring back what was deleted after the save', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      objectsOf(fixture).add('before');
      await snapshots(fixture).save(fixture.context(given), 'one');
      expect(fixture.progress.at(-1)).toMatch(/^saved 1 keys at revision 101 to /);
      objectsOf(fixture).delete('before');
      objectsOf(fixture).add('after');
      await snapshots(fixture).restore(fixture.context(given), 'one');
      expect([...objectsOf(fixture)]).toEqual(['before']);
    });
  });

  it('are files that only their owner reads, and none is left half-written', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': join(directory, 'deep', 'down') };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      const where = join(directory, 'deep', 'down', fixture.name);
      expect((await readdir(where)).sort()).toEqual(['one.db', 'one.json']);
      for (const name of ['one.db', 'one.json']) expect((await stat(join(where, name))).mode & 0o777).toBe(0o600);
      expect((await stat(where)).mode & 0o777).toBe(0o700);
      const inNode = fixture.machine.containers[0]?.files.keys() ?? [];
      expect([...inNode].filter((path) => path.endsWith('.db'))).toEqual([]);
    });
  });

  it('are not overwritten', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      const again = snapshots(fixture).save(fixture.context(given), 'one');
      await expect(again).rejects.toMatchObject({ code: 'CONFLICT' });
    });
  });

  it('are removed, and one that is gone is success', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      await snapshots(fixture).remove(fixture.context(given), 'one');
      await snapshots(fixture).remove(fixture.context(given), 'one');
      expect(await readdir(directory)).toEqual([]);
      const restore = snapshots(fixture).restore(fixture.context(given), 'one');
      await expect(restore).rejects.toMatchObject({ code: 'NOT_FOUND' });
    });
  });

  it('refuse one of a cluster of the same name that was there before', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      await fixture.remove(given);
      await fixture.create(given);
      const restore = snapshots(fixture).restore(fixture.context(given), 'one');
      await expect(restore).rejects.toMatchObject({ code: 'CONFLICT' });
      await expect(restore).rejects.toThrow('was made again after the snapshot');
    });
  });

  it('refuse one that was copied from another cluster', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      const facts = join(directory, fixture.name, 'one.json');
      const text = await readFile(facts, 'utf8');
      await writeFile(facts, text.replace(`"cluster":"${fixture.name}"`, '"cluster":"other"'));
      const restore = snapshots(fixture).restore(fixture.context(given), 'one');
      await expect(restore).rejects.toThrow('it is a snapshot of the cluster other');
    });
  });

  it.each(['one.db', 'one.json'])('refuse one whose %s is damaged', async (name) => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      await snapshots(fixture).save(fixture.context(given), 'one');
      await writeFile(join(directory, fixture.name, name), '{"cut sho');
      await expect(snapshots(fixture).restore(fixture.context(given), 'one')).rejects.toThrow(/cut short|damaged/);
    });
  });

  it('need one control plane', async () => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory, 'control-plane-count': 3 };
      await fixture.create(given);
      const save = snapshots(fixture).save(fixture.context(given), 'one');
      await expect(save).rejects.toMatchObject({ code: 'UNIMPLEMENTED' });
      await expect(save).rejects.toThrow('control-plane-count is 3');
    });
  });

  it.each([
    { exit: 4, says: 'the cluster is as it was before' },
    { exit: 5, says: 'the old data is in /var/lib/etcd/rancher-driver-host/previous' },
    { exit: 137, says: 'update the cluster to have it put back' },
  ])('say what a restore that ended with $exit has left', async ({ exit, says }) => {
    await withDirectory(async (directory) => {
      const fixture = new KindFixture();
      const given = { 'snapshot-directory': directory };
      await fixture.create(given);
      objectsOf(fixture).add('before');
      await snapshots(fixture).save(fixture.context(given), 'one');
      objectsOf(fixture).add('after');
      fixture.machine.restoreExit = exit;
      await expect(snapshots(fixture).restore(fixture.context(given), 'one')).rejects.toThrow(says);
      expect([...objectsOf(fixture)]).toEqual(['before', 'after']);
    });
  });

  it('an update puts right what a restore that was cut short has left', async () => {
    const fixture = new KindFixture();
    await fixture.create();
    const cluster = fixture.machine.clusters.get(fixture.name);
    if (cluster !== undefined) cluster.parked = true;
    await fixture.update();
    expect(cluster?.parked).toBe(false);
    expect(fixture.progress.join()).toContain('the old data is in place again');
  });
});
