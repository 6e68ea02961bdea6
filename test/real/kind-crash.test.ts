import { afterAll, expect, it } from '@jest/globals';
import { messageOf } from '../../src/core/driver-error.js';
import { noOptions, type RawOptions } from '../../src/core/options/raw-options.js';
import { describeReal } from './support/describe-real.js';
import { created, withDriver } from './support/with-driver.js';
import { retry } from './support/retry.js';
import { containersOf, nodeImage, tool, volumes } from './support/real-engine.js';

const options = (name: string): RawOptions => ({
  ...noOptions,
  strings: { name, ...nodeImage },
  ints: { nodeCount: 1n },
});

/** What the driver says at the moment in which it is killed, and how long after. */
const points: readonly (readonly [line: RegExp, afterMs: number])[] = [
  [/^starting the containers of the nodes/, 0],
  [/^writing the configuration/, 0],
  [/^starting the control plane/, 6_000],
  [/^joining the worker nodes/, 2_000],
  // kind is done and the cluster is complete: this one is adopted.
  [/^waiting for 2 nodes|^create is done/, 0],
];

async function processesOf(cluster: string): Promise<readonly string[]> {
  const all = await tool('ps', ['-eo', 'args']);
  return all.split('\n').filter((line) => line.includes(`create cluster --name ${cluster} `));
}

describeReal('kind', 'a create whose driver is killed in the middle', () => {
  const name = 'crash';

  afterAll(async () => {
    await tool('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', '/tmp/unused-kubeconfig']);
  });

  // Each goes on from what the one before has left.
  it.each(points)('at %s: kind ends with it', async (line, afterMs) => {
    let killed = false;
    const attempt = withDriver((session) => session.create(options(name), undefined), {
      onLine: (said, pid) => {
        if (killed || !line.test(said)) return;
        killed = true;
        setTimeout(() => {
          process.kill(pid, 'SIGKILL');
        }, afterMs);
      },
    });
    // The answer of the last one may be faster than the signal.
    await attempt.catch(() => undefined);
    expect(killed).toBe(true);
    await retry(async () => {
      expect(await processesOf(name)).toEqual([]);
    }, 5_000);
  });

  it('the next one ends with one working cluster', async () => {
    const info = await created(options(name));
    expect(info.nodeCount).toBe(2n);
    expect(await containersOf(name)).toEqual([`${name}-control-plane`, `${name}-worker`]);
    expect((await volumes()).filter((volume) => volume.startsWith('rancher-driver-host'))).toEqual([]);
    const checked = await withDriver((session) => session.postCheck(info));
    expect(checked.serviceAccountToken).not.toBe('');
    await withDriver((session) => session.remove(info));
    expect(await containersOf(name)).toEqual([]);
  });

  it('stops kind and leaves nothing when it is cancelled', async () => {
    const cancel = new AbortController();
    const attempt = withDriver((session) => session.create(options(name), undefined), {
      signal: cancel.signal,
      onLine: (said) => {
        if (said.startsWith('starting the control plane')) cancel.abort(new Error('cancelled'));
      },
    });
    const answer = await attempt.then(
      ({ info }) => info.createError,
      (thrown: unknown) => messageOf(thrown),
    );
    expect(answer).toContain('the driver was asked to stop while starting the control plane; try again');
    await retry(async () => {
      expect(await processesOf(name)).toEqual([]);
      expect(await containersOf(name)).toEqual([]);
    }, 10_000);
    await created({ ...options(name), ints: {} });
    expect(await containersOf(name)).toEqual([`${name}-control-plane`]);
  });
});

describeReal('kind', 'a kind cluster that somebody made by hand', () => {
  const name = 'foreign';
  const kubeconfig = `/tmp/driver-real-${String(process.pid)}-kubeconfig`;

  afterAll(async () => {
    await tool('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig]);
    await tool('rm', ['-f', kubeconfig]);
  });

  it('is neither adopted nor deleted', async () => {
    const image = nodeImage.nodeImage === undefined ? [] : ['--image', nodeImage.nodeImage];
    await tool('kind', ['create', 'cluster', '--name', name, '--kubeconfig', kubeconfig, ...image]);
    await expect(created(options(name))).rejects.toThrow(/a kind cluster of that name that this driver did not make/);
    const info = await created(options('mine'));
    const state = (info.metadata.state ?? '').replaceAll('"mine"', `"${name}"`);
    const pretended = { ...info, metadata: { state } };
    await expect(withDriver((session) => session.remove(pretended))).rejects.toThrow(/left alone/);
    await expect(withDriver((session) => session.postCheck(pretended))).rejects.toThrow(/did not make/);
    expect(await tool('kubectl', ['--kubeconfig', kubeconfig, 'get', 'nodes', '-o', 'name'])).toContain(name);
    await withDriver((session) => session.remove(info));
    expect(await containersOf('mine')).toEqual([]);
  });
});

describeReal('kind', 'two clusters at the same time', () => {
  afterAll(async () => {
    for (const name of ['left', 'right']) {
      await tool('kind', ['delete', 'cluster', '--name', name, '--kubeconfig', '/tmp/unused-kubeconfig']);
    }
  });

  it('are created, checked and removed, one of them with two control planes', async () => {
    const left = { ...options('left'), ints: {} };
    const right = { ...options('right'), ints: { controlPlaneCount: 2n } };
    const infos = await Promise.all([created(left), created(right)]);
    expect(infos.map(({ nodeCount }) => nodeCount)).toEqual([1n, 2n]);
    expect(await containersOf('right')).toContain('right-external-load-balancer');
    const checked = await Promise.all(infos.map((info) => withDriver((session) => session.postCheck(info))));
    expect(new Set(checked.map(({ serviceAccountToken }) => serviceAccountToken)).size).toBe(2);
    const save = withDriver((session) => session.saveSnapshot(checked[1] ?? infos[1], noOptions, 'no'));
    await expect(save).rejects.toThrow('control-plane-count is 2');
    await Promise.all(infos.map((info) => withDriver((session) => session.remove(info))));
    expect([...(await containersOf('left')), ...(await containersOf('right'))]).toEqual([]);
  });
});
