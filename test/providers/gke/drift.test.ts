import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { failureOf } from '../../support/failure-of.js';
import { driverFor, type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness;
let info: ClusterInfo;

beforeEach(async () => {
  harness = await startGkeHarness();
});

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  expect(harness.double.pendingFaults).toEqual([]);
  await harness.stop();
});

async function begin(wish: Wish): Promise<void> {
  info = await harness.create(wish);
  expect(info.createError).toBe('');
  harness.double.forgetRequests();
}

/** Somebody changes the cluster in Google's console: Rancher and its record know nothing of it. */
async function changeInConsole(wish: Wish): Promise<void> {
  await driverFor(harness.double).update(info, { ...wish, credential: String(harness.basics.credential) });
  harness.double.forgetRequests();
}

function theCluster() {
  const [cluster] = harness.double.snapshot().clusters;
  if (cluster === undefined) throw new Error('there is no cluster');
  return cluster;
}

function thePool(name = 'default-0') {
  return theCluster().nodePools?.find((pool) => pool.name === name);
}

describe('labels and taints below names of Google’s', () => {
  const wish = {
    labels: ['nvidia.com/mig.config=all-balanced', 'cloud.google.com/compute-class=web', 'tier=web'],
    taints: ['nvidia.com/gpu=present:NoSchedule', 'dedicated=web:NoSchedule'],
  };

  it('are kept as they are where the options name them', async () => {
    await begin(wish);
    await harness.update(info, wish);
    expect(harness.writes()).toEqual([]);
  });

  it('are there once when something beside them changes', async () => {
    await begin(wish);
    await harness.update(info, { labels: [...wish.labels, 'env=test'], taints: [...wish.taints, 'a=b:NoExecute'] });
    expect(harness.writes()).toEqual(['UpdateNodePool', 'UpdateNodePool']);
    expect(thePool()?.config?.taints).toHaveLength(3);
    expect(thePool()?.config?.labels).toMatchObject({ 'nvidia.com/mig.config': 'all-balanced', env: 'test' });
  });
});

describe('what was changed in the console', () => {
  it('stays where it is a maintenance window and the options say nothing of one', async () => {
    await begin({});
    await changeInConsole({ maintenanceWindow: '03:00' });
    await harness.update(info, {});
    expect(harness.writes()).toEqual([]);
  });

  it('goes where it is a maintenance window that the options had, and have no more', async () => {
    await begin({ maintenanceWindow: '03:00' });
    await harness.update(info, {});
    expect(harness.writes()).toEqual(['SetMaintenancePolicy']);
    expect(theCluster().maintenancePolicy?.window).toEqual({});
  });

  it('stays where it is a time without maintenance, when the window changes beside it', async () => {
    await begin({ maintenanceWindow: '03:00' });
    const { resourceLabels = {}, nodePools = [] } = theCluster();
    await harness.remove(info);
    const maintenanceExclusions = { sale: { startTime: '2026-11-20T00:00:00Z', endTime: '2026-12-01T00:00:00Z' } };
    const [{ config = {} } = {}] = nodePools;
    await harness.double.seed({
      location: 'us-central1-a',
      cluster: {
        name: 'c-abcde',
        resourceLabels,
        nodePools: [{ name: 'default-0', initialNodeCount: 3, config }],
        maintenancePolicy: { window: { dailyMaintenanceWindow: { startTime: '03:00' }, maintenanceExclusions } },
      },
    });
    await harness.update(info, { maintenanceWindow: '04:00' });
    expect(theCluster().maintenancePolicy).toMatchObject({
      window: { dailyMaintenanceWindow: { startTime: '04:00' }, maintenanceExclusions },
    });
  });

  it('stays where it is a version that is newer than the wanted one', async () => {
    await begin({ kubernetesVersion: '1.33' });
    await changeInConsole({ kubernetesVersion: '1.34' });
    await harness.update(info, { kubernetesVersion: '1.33' });
    expect(harness.writes()).toEqual([]);
    await harness.update(info, { kubernetesVersion: '1.33', nodeCount: 4 });
    expect(harness.writes()).toEqual(['SetNodePoolSize']);
  });
});

describe('a version that is written short', () => {
  it('is the newest that the channel has which Google chose, if that has any', async () => {
    await begin({ kubernetesVersion: '1.33' });
    expect(theCluster().releaseChannel).toEqual({ channel: 'STABLE' });
    await harness.update(info, { kubernetesVersion: '1.34' });
    expect(theCluster().currentMasterVersion).toBe('1.34.5-gke.1400000');
  });
});

describe('work of Google’s that the status of the cluster does not show', () => {
  it('is waited for, however long it takes', async () => {
    await begin({ nodeCount: 3 });
    harness.double.script({
      on: { rpc: 'SetNodePoolSize' },
      do: { kind: 'busy', type: 'AUTO_REPAIR_NODES', polls: 40, unseen: true },
    });
    await harness.update(info, { nodeCount: 5 });
    expect(thePool()).toMatchObject({ initialNodeCount: 5 });
    expect(harness.writes()).toEqual(['SetNodePoolSize', 'SetNodePoolSize']);
  });
});

describe('upgrades and repairs by Google', () => {
  it('are both on where Google has chosen a channel, since it refuses one without the other there', async () => {
    await begin({ enableAutoRepair: false, enableAutoUpgrade: false });
    expect(theCluster().releaseChannel).toEqual({ channel: 'REGULAR' });
    await harness.update(info, { enableAutoRepair: true, enableAutoUpgrade: false });
    expect(harness.writes()).toEqual([]);
    expect(thePool()).toMatchObject({ management: { autoRepair: true, autoUpgrade: true } });
  });
});

describe('a version of the nodes that is held back', () => {
  const wish = { kubernetesVersion: '1.34', nodeVersion: '1.33', releaseChannel: 'none', nodePools: ['name=a'] };

  it('is also that of a pool which is added later', async () => {
    await begin(wish);
    await harness.update(info, { ...wish, nodePools: ['name=a', 'name=b'] });
    expect(harness.writes()).toEqual(['CreateNodePool']);
    expect(thePool('b')?.version).toBe(thePool('a')?.version);
  });

  it('cannot go back, and says so', async () => {
    await begin({ ...wish, nodeVersion: '' });
    const error = await failureOf(() => harness.update(info, wish));
    expect(error.code).toBe('INVALID');
    expect(error.message).toMatch(/node-version cannot go back from 1\.34\.\S+ to 1\.33/);
    expect(harness.writes()).toEqual([]);
  });
});

describe('entries that are there twice', () => {
  it('count once', async () => {
    const scope = 'https://www.googleapis.com/auth/cloud-platform';
    const wish = {
      networkTags: ['web', 'web'],
      oauthScopes: [scope, scope],
      taints: ['a=b:NoSchedule', 'NO_SCHEDULE:a=b'],
    };
    await begin(wish);
    expect(thePool()?.config).toMatchObject({ tags: ['web'], oauthScopes: [scope] });
    expect(thePool()?.config?.taints).toHaveLength(1);
    await harness.update(info, { ...wish, networkTags: ['web'], oauthScopes: [scope], taints: ['a=b:NoSchedule'] });
    expect(harness.writes()).toEqual([]);
  });
});
