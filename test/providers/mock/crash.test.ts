import { type ChildProcess, spawn } from 'node:child_process';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../src/adapters/system-clock.js';
import { makeAuthority } from '../../../src/simulated-kubernetes/server/certificates.js';
import { makeClusterDirectory } from '../../../src/providers/mock/control-plane/cluster-directory.js';
import {
  type ControlPlaneRecord,
  readRecord,
  recordPath,
} from '../../../src/providers/mock/control-plane/control-plane-record.js';
import { controlServerName } from '../../../src/simulated-kubernetes/spec/control-plane-spec.js';
import { createSteps } from '../../../src/providers/mock/options/faults.js';
import { launchControlPlane, launchWith } from '../../../src/providers/mock/control-plane/launch-control-plane.js';
import { createProvider } from '../../../src/providers/mock/mock-provider.js';
import { removeControlPlane } from '../../../src/providers/mock/control-plane/remove-control-plane.js';
import { failureOf } from '../../support/failure-of.js';
import { createInProcess, processesWith } from '../support/mock-driver-process.js';
import { eventually } from '../support/eventually.js';
import { MockCluster } from '../support/mock-cluster.js';

const everlasting = new AbortController().signal;

/** The files of a cluster that works, and no other. */
const filesOfOneCluster = ['control-plane.json', 'control-plane.log', 'made-by-rancher-driver-mock'];

const expectOneControlPlane = async (cluster: MockCluster): Promise<void> => {
  const { pid } = await recordOf(cluster);
  await eventually('the end of every other process', async () => (await processesWith(cluster.directory)).length === 1);
  expect(await processesWith(cluster.directory)).toEqual([pid]);
  expect((await readdir(cluster.directory)).sort()).toEqual(filesOfOneCluster);
  expect((await cluster.provider.access(cluster.context())).nodeCount).toBe(1);
};

const expectNothing = async (cluster: MockCluster): Promise<void> => {
  expect(await cluster.files()).toEqual([]);
  await eventually('the end of every process', async () => (await processesWith(cluster.directory)).length === 0);
  expect(await cluster.files()).toEqual([]);
};

const recordOf = async (cluster: MockCluster): Promise<ControlPlaneRecord> => {
  const record = await readRecord(cluster.directory);
  if (record === undefined) throw new Error('the cluster has no record');
  return record;
};

const deathOf = async (pid: number): Promise<void> => {
  await eventually(`the end of process ${String(pid)}`, () => !isAlive(pid));
};

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe('a driver that is killed', () => {
  it.each(createSteps)('%s leaves what the next create makes one cluster of', async (step) => {
    await using cluster = await MockCluster.prepare();
    const options = cluster.options({ fault: [`create:crash-${step}`] });
    const end = await createInProcess({ name: cluster.name, options });
    expect(end).toMatchObject({ signal: 'SIGKILL' });
    await cluster.provider.create(cluster.createContext());
    await expectOneControlPlane(cluster);
    await cluster.provider.remove(cluster.context());
    await expectNothing(cluster);
  });

  it.each(createSteps)('%s leaves what a remove takes away, without a create before', async (step) => {
    await using cluster = await MockCluster.prepare();
    const options = cluster.options({ fault: [`create:crash-${step}`] });
    await createInProcess({ name: cluster.name, options });
    await cluster.provider.remove(cluster.context());
    await expectNothing(cluster);
  });

  it.each([1, 3, 10, 25, 50, 75, 100, 150, 250].map((killAfterMs) => ({ killAfterMs })))(
    'after $killAfterMs ms leaves what the next create makes one cluster of',
    async ({ killAfterMs }) => {
      await using cluster = await MockCluster.prepare();
      await createInProcess({ name: cluster.name, options: cluster.options(), killAfterMs });
      await cluster.provider.create(cluster.createContext());
      await expectOneControlPlane(cluster);
      await cluster.provider.remove(cluster.context());
      await expectNothing(cluster);
    },
  );

  it('again and again leaves no more than one that was killed once', async () => {
    await using cluster = await MockCluster.prepare();
    for (const killAfterMs of [2, 5, 20, 60]) {
      await createInProcess({ name: cluster.name, options: cluster.options(), killAfterMs });
    }
    await cluster.provider.create(cluster.createContext());
    await expectOneControlPlane(cluster);
  });
});

describe('drivers that create the same cluster at once', () => {
  it('get one control plane, all of them', async () => {
    await using cluster = await MockCluster.prepare();
    const order = { name: cluster.name, options: cluster.options() };
    const ends = await Promise.all([1, 2, 3, 4].map(() => createInProcess(order)));
    expect(ends.map(({ code, lines }) => [code, lines.at(-1)])).toEqual(ends.map(() => [0, 'done']));
    await expectOneControlPlane(cluster);
  });
});

describe('a control plane', () => {
  const started: ChildProcess[] = [];
  afterEach(() => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
  });

  it('that died is missed by access, and made anew by create', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const before = await recordOf(cluster);
    process.kill(before.pid, 'SIGKILL');
    await deathOf(before.pid);
    expect((await failureOf(() => cluster.provider.access(cluster.context()))).code).toBe('NOT_FOUND');
    await cluster.provider.create(cluster.createContext());
    expect((await recordOf(cluster)).id).not.toBe(before.id);
    await expectOneControlPlane(cluster);
  });

  it('that died is removed without a trace', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const { pid } = await recordOf(cluster);
    process.kill(pid, 'SIGKILL');
    await deathOf(pid);
    await cluster.provider.remove(cluster.context());
    await expectNothing(cluster);
  });

  it('ends when its directory is taken away', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const { pid } = await recordOf(cluster);
    await rm(cluster.directory, { recursive: true });
    await deathOf(pid);
  });

  it('ends when its record is not its own any more', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const record = await recordOf(cluster);
    await writeFile(recordPath(cluster.directory), JSON.stringify({ ...record, id: 'of another' }));
    await deathOf(record.pid);
  });

  it('sweeps away what the one before it was writing when it died', async () => {
    await using cluster = await MockCluster.prepare();
    await makeClusterDirectory(cluster.directory);
    await writeFile(`${recordPath(cluster.directory)}.1234567`, '{"half": ');
    await cluster.provider.create(cluster.createContext());
    await expectOneControlPlane(cluster);
  });

  it('ends by itself when another one has the claim', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const second = launchControlPlane(cluster.directory, cluster.name);
    await new Promise((resolve) => second.once('exit', resolve));
    expect(second.exitCode).toBe(0);
    await expectOneControlPlane(cluster);
  });

  it('ends by itself when it is started for a directory that nobody marked', async () => {
    await using cluster = await MockCluster.prepare();
    const stray = launchControlPlane(cluster.place.path, cluster.name);
    await new Promise((resolve) => stray.once('exit', resolve));
    expect(await cluster.files()).toEqual(['control-plane.log']);
  });

  it('that does not react any more is killed in the end', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const { pid } = await recordOf(cluster);
    process.kill(pid, 'SIGSTOP');
    await removeControlPlane(cluster.directory, cluster.name, everlasting, 100);
    await deathOf(pid);
    await expectNothing(cluster);
  }, 15_000);

  it('is never taken for the process that has its id by now', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const record = await recordOf(cluster);
    process.kill(record.pid, 'SIGKILL');
    await deathOf(record.pid);
    const bystander = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    started.push(bystander);
    await writeFile(recordPath(cluster.directory), JSON.stringify({ ...record, pid: bystander.pid }));
    await removeControlPlane(cluster.directory, cluster.name, everlasting, 100);
    await expectNothing(cluster);
    expect(isAlive(bystander.pid ?? 0)).toBe(true);
  });

  it('of another cluster is not adopted, whatever a record says', async () => {
    await using cluster = await MockCluster.prepare();
    await using other = await MockCluster.prepare();
    await other.provider.create(other.createContext());
    await makeClusterDirectory(cluster.directory);
    await writeFile(recordPath(cluster.directory), JSON.stringify({ ...(await recordOf(other)), id: 'forged' }));
    expect((await failureOf(() => cluster.provider.create(cluster.createContext()))).code).toBe('CONFLICT');
    await cluster.provider.remove(cluster.context());
    await expectNothing(cluster);
    expect(await other.isRunning()).toBe(true);
  });

  it('is never taken for another one that has its port by now', async () => {
    await using cluster = await MockCluster.prepare();
    await using other = await MockCluster.prepare();
    await other.provider.create(other.createContext());
    await cluster.provider.create(cluster.createContext());
    const record = await recordOf(cluster);
    process.kill(record.pid, 'SIGKILL');
    await deathOf(record.pid);
    const { endpoint } = await recordOf(other);
    await writeFile(recordPath(cluster.directory), JSON.stringify({ ...record, endpoint }));
    expect((await failureOf(() => cluster.provider.access(cluster.context()))).code).toBe('NOT_FOUND');
    await cluster.provider.remove(cluster.context());
    await expectNothing(cluster);
    expect(await other.isRunning()).toBe(true);
  });

  it('is never taken for a liar who has its port and says the right things', async () => {
    await using cluster = await MockCluster.prepare();
    await cluster.provider.create(cluster.createContext());
    const record = await recordOf(cluster);
    process.kill(record.pid, 'SIGKILL');
    await deathOf(record.pid);
    const { certificate, key } = await (await makeAuthority('liar')).signServer([controlServerName]);
    let asked = 0;
    const liar = createServer({ cert: certificate, key }, (_request, response) => {
      asked += 1;
      response.end(JSON.stringify({ cluster: cluster.name, id: record.id, spec: {}, nodes: 1, nodesReady: 1 }));
    });
    await new Promise<void>((resolve) => liar.listen(0, '127.0.0.1', resolve));
    try {
      const endpoint = `https://127.0.0.1:${String((liar.address() as AddressInfo).port)}`;
      await writeFile(recordPath(cluster.directory), JSON.stringify({ ...record, endpoint }));
      expect((await failureOf(() => cluster.provider.access(cluster.context()))).code).toBe('NOT_FOUND');
      expect(asked).toBe(0);
    } finally {
      liar.close();
    }
  });

  it('that cannot be started is reported with what its log says', async () => {
    await using cluster = await MockCluster.prepare();
    const failing = launchWith([process.execPath, '-e', 'console.error("no memory left"); process.exit(9)']);
    const provider = createProvider({ clock: systemClock }, failing);
    const failure = await failureOf(() => provider.create(cluster.createContext()));
    expect(failure.code).toBe('UNAVAILABLE');
    expect(failure.message).toContain('its process ends at once; its log ends: ');
    expect(failure.message).toContain('no memory left');
  });

  it('that is no program is reported, too', async () => {
    await using cluster = await MockCluster.prepare();
    const provider = createProvider({ clock: systemClock }, launchWith(['/no/such/program']));
    expect((await failureOf(() => provider.create(cluster.createContext()))).code).toBe('UNAVAILABLE');
  });
});
