import { describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { spreadSample } from '../../support/nightly.js';
import { driverFor, type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

const foreign = { location: 'us-central1-a', cluster: { name: 'theirs', resourceLabels: { of: 'them' } } };

const before: Wish = {
  kubernetesVersion: '1.33',
  nodePools: ['name=web;machine-type=e2-standard-2;node-count=2', 'name=batch;node-count=1'],
};
const after: Wish = {
  kubernetesVersion: '1.34',
  resourceLabels: ['env=test'],
  maintenanceWindow: '03:00',
  nodePools: [
    'name=web;machine-type=e2-standard-4;node-count=3;labels=tier=web',
    'name=big;enable-nodepool-autoscaling=true;min-node-count=1;max-node-count=3',
  ],
};

/** What became of an operation in a process of its own, and how many requests it made. */
interface Ending {
  readonly outcome: 'killed' | 'ended';
  readonly requests: number;
}

/** Runs an operation in a process and kills it as soon as its request number `last` (from 1) has been dealt with, unanswered. */
async function runAndKill(
  harness: GkeHarness,
  task: { readonly operation: 'create' | 'update'; readonly wish: Wish; readonly info: ClusterInfo },
  last: number,
): Promise<Ending> {
  const { outcome, kill } = await harness.startApart(task.operation, task.info, task.wish);
  let requests = 0;
  harness.double.hooks.after = async () => {
    if (++requests !== last) return;
    kill();
    await outcome;
  };
  try {
    return { outcome: await outcome, requests };
  } finally {
    delete harness.double.hooks.after;
  }
}

/** Tries an operation undisturbed, to see how many requests it makes, and then killed after some of these, or after each by night. */
async function killAllOver(attempt: (last: number) => Promise<Ending>, sample: number): Promise<void> {
  const { outcome, requests } = await attempt(Number.POSITIVE_INFINITY);
  expect(outcome).toBe('ended');
  const all = Array.from({ length: requests }, (_, index) => index + 1);
  const killedAfter = spreadSample(all, sample);
  for (const last of killedAfter) expect(await attempt(last)).toMatchObject({ outcome: 'killed' });
  console.log(`killed after the requests ${killedAfter.join(', ')} of ${String(requests)}`);
}

function clusterOf({ double }: GkeHarness) {
  const { clusters } = double.snapshot();
  expect(clusters.map(({ name }) => name).sort()).toEqual(['c-abcde', 'theirs']);
  return clusters.find(({ name }) => name === 'c-abcde');
}

function theirs({ double }: GkeHarness) {
  return double.snapshot().clusters.find(({ name }) => name === 'theirs');
}

describe('a process that is killed after any of its requests', () => {
  it('leaves a create that the next process finishes: one cluster, as wanted, nothing of others touched', async () => {
    await killAllOver(async (last) => {
      const harness = await startGkeHarness({ clusters: [foreign], operations: { polls: 1 } });
      const untouched = theirs(harness);
      const ending = await runAndKill(harness, { operation: 'create', wish: before, info: emptyClusterInfo }, last);
      const next = driverFor(harness.double);
      const info = await next.create({ ...before, credential: String(harness.basics.credential) });
      expect(info.createError).toBe('');
      expect(clusterOf(harness)).toMatchObject({ status: 'RUNNING', nodePools: [{ name: 'web' }, { name: 'batch' }] });
      expect(harness.writes().filter((rpc) => rpc !== 'CreateCluster')).toEqual([]);
      expect(harness.writes()).toHaveLength(1);
      expect(theirs(harness)).toEqual(untouched);
      expect(harness.double.violations).toEqual([]);
      await harness.stop();
      return ending;
    }, 10);
  }, 240_000);

  it('leaves an update that the next process finishes: converged, nothing of others touched', async () => {
    // What is looked at begins with the update: one driver makes the clusters of all doubles.
    const maker = await startGkeHarness();
    await killAllOver(async (last) => {
      const harness = await startGkeHarness({ clusters: [foreign], operations: { polls: 1 } });
      const untouched = theirs(harness);
      const info = await maker.create({ ...harness.basics, ...before });
      const ending = await runAndKill(harness, { operation: 'update', wish: after, info }, last);
      const next = driverFor(harness.double);
      const wish = { ...after, credential: String(harness.basics.credential) };
      await next.update(info, wish);
      const cluster = clusterOf(harness);
      expect(cluster).toMatchObject({ status: 'RUNNING', resourceLabels: { env: 'test' } });
      expect(cluster?.currentMasterVersion).toMatch(/^1\.34\./);
      expect(cluster?.nodePools).toMatchObject([
        { name: 'web', initialNodeCount: 3, config: { machineType: 'e2-standard-4', labels: { tier: 'web' } } },
        { name: 'big', autoscaling: { enabled: true, minNodeCount: 1, maxNodeCount: 3 } },
      ]);
      harness.double.forgetRequests();
      await next.update(info, wish);
      expect(harness.writes()).toEqual([]);
      expect(theirs(harness)).toEqual(untouched);
      expect(harness.double.violations).toEqual([]);
      await harness.stop();
      return ending;
    }, 12);
    await maker.stop();
  }, 480_000);
});
