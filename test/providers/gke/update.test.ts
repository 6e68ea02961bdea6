import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { failureOf } from '../../support/failure-of.js';
import type { Fault } from './double/faults/fault.js';
import { type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness;
let info: ClusterInfo;

/** What the cluster is made with, unless a test says otherwise. */
const first: Wish = {
  region: 'us-central1',
  zone: '',
  kubernetesVersion: '1.33',
  nodePools: ['name=web;machine-type=e2-standard-2;node-count=2;labels=tier=web', 'name=batch;spot=true;node-count=1'],
  releaseChannel: 'regular',
};

async function begin(wish: Wish = first): Promise<void> {
  info = await harness.create(wish);
  expect(info.createError).toBe('');
  harness.double.forgetRequests();
}

beforeEach(async () => {
  harness = await startGkeHarness();
});

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  expect(harness.double.pendingFaults).toEqual([]);
  await harness.stop();
});

function theCluster() {
  const [cluster] = harness.double.snapshot().clusters;
  if (cluster === undefined) throw new Error('there is no cluster');
  return cluster;
}

function thePool(name: string) {
  const pool = theCluster().nodePools?.find((each) => each.name === name);
  if (pool === undefined) throw new Error(`there is no pool ${name}`);
  return pool;
}

describe('an update without a change', () => {
  it.each<{ because: string; wish: Wish }>([
    { because: 'there is one zone and one pool', wish: {} },
    { because: 'there are pools, a channel and a version', wish: first },
    {
      because: 'everything is said',
      wish: {
        ...first,
        resourceLabels: ['team=web', 'env=test'],
        labels: ['a=b', 'c=d'],
        taints: ['dedicated=web:NoSchedule', 'NO_EXECUTE:gpu=yes'],
        networkTags: ['tag-b', 'tag-a'],
        enableMasterAuthorizedNetwork: true,
        masterAuthorizedNetworkCidrBlocks: ['203.0.113.0/24', '198.51.100.0/24'],
        maintenanceStart: '2026-01-03T02:00:00Z',
        maintenanceEnd: '2026-01-03T08:00:00+00:00',
        maintenanceRecurrence: 'FREQ=WEEKLY;BYDAY=SA,SU',
        enableWorkloadIdentity: true,
        enableStackdriverLogging: false,
        enableStackdriverMonitoring: false,
        enableHttpLoadBalancing: false,
        enableLegacyAbac: true,
        enablePrivateNodes: true,
        enablePrivateEndpoint: true,
        dataplane: 'advanced',
        diskType: 'pd-ssd',
        imageType: 'ubuntu_containerd',
        locations: ['us-central1-a', 'us-central1-b'],
        oauthScopes: ['https://www.googleapis.com/auth/cloud-platform'],
        serviceAccount: 'nodes@double-project.iam.gserviceaccount.com',
      },
    },
    {
      because: 'the form of Rancher fills in all that was not said',
      wish: {
        region: '',
        description: '',
        enableAlphaFeature: false,
        enableAutoRepair: false,
        enableAutoUpgrade: false,
        enableKubernetesDashboard: false,
        kubernetesDashboard: false,
        enableLegacyAbac: false,
        enableMasterAuthorizedNetwork: false,
        enableNodepoolAutoscaling: false,
        enablePrivateEndpoint: false,
        enablePrivateNodes: false,
        ipPolicyCreateSubnetwork: false,
        issueClientCertificate: false,
        localSsdCount: 0,
        minNodeCount: 0,
        maxNodeCount: 0,
        preemptible: false,
        useIpAliases: false,
        machineType: '',
        maintenanceWindow: '',
        driverName: 'gke',
      },
    },
  ])('writes nothing where $because', async ({ wish }) => {
    await begin(wish);
    await harness.update(info, wish);
    expect(harness.writes()).toEqual([]);
  });

  it('leaves alone what Google scales, and what somebody else made', async () => {
    await begin({ enableNodepoolAutoscaling: true, minNodeCount: 1, maxNodeCount: 5 });
    harness.double.scale('us-central1-a', 'c-abcde', 'default-0', 4);
    await harness.update(info, { enableNodepoolAutoscaling: true, minNodeCount: 1, maxNodeCount: 5 });
    expect(harness.writes()).toEqual([]);
  });

  it('puts a size back that somebody changed by hand', async () => {
    await begin({ nodeCount: 3 });
    harness.double.scale('us-central1-a', 'c-abcde', 'default-0', 1);
    await harness.update(info, { nodeCount: 3 });
    expect(harness.writes()).toEqual(['SetNodePoolSize']);
  });
});

describe('an update', () => {
  it('upgrades the control plane before the pools, and runs again without a write', async () => {
    await begin();
    await harness.update(info, { ...first, kubernetesVersion: '1.34' });
    expect(harness.writes()).toEqual(['UpdateCluster', 'UpdateNodePool', 'UpdateNodePool']);
    expect(theCluster().currentMasterVersion).toMatch(/^1\.34\./);
    expect(thePool('web').version).toBe(theCluster().currentMasterVersion);
    harness.double.forgetRequests();
    await harness.update(info, { ...first, kubernetesVersion: '1.34' });
    expect(harness.writes()).toEqual([]);
  });

  it('adds, resizes, re-labels and removes pools, the removal last', async () => {
    await begin();
    const nodePools = [
      'name=web;machine-type=e2-standard-2;node-count=3;labels=tier=front,env=test;taints=a=b:NoSchedule;network-tags=web',
      'name=gpu;machine-type=e2-standard-4;enable-nodepool-autoscaling=true;min-node-count=0;max-node-count=2;node-count=1',
    ];
    await harness.update(info, { ...first, nodePools });
    expect(harness.writes()).toEqual([
      'CreateNodePool',
      'UpdateNodePool',
      'UpdateNodePool',
      'UpdateNodePool',
      'SetNodePoolSize',
      'DeleteNodePool',
    ]);
    expect(
      theCluster()
        .nodePools?.map(({ name }) => name)
        .sort(),
    ).toEqual(['gpu', 'web']);
    expect(thePool('web').config).toMatchObject({ labels: { tier: 'front', env: 'test' }, tags: ['web'] });
    expect(thePool('gpu').autoscaling).toMatchObject({ enabled: true, maxNodeCount: 2 });
  });

  it.each<{ because: string; wish: Wish; writes: readonly string[]; becomes: object }>([
    {
      because: 'labels of the cluster',
      wish: { resourceLabels: ['env=test'] },
      writes: ['SetLabels'],
      becomes: { resourceLabels: { env: 'test', 'rancher-cluster': 'c-abcde' } },
    },
    {
      because: 'logging and monitoring',
      wish: { enableStackdriverLogging: false, enableStackdriverMonitoring: false },
      writes: ['UpdateCluster', 'UpdateCluster'],
      becomes: { loggingConfig: { componentConfig: {} }, monitoringConfig: { componentConfig: {} } },
    },
    {
      because: 'maintenance',
      wish: { maintenanceWindow: '03:00' },
      writes: ['SetMaintenancePolicy'],
      becomes: { maintenancePolicy: { window: { dailyMaintenanceWindow: { startTime: '03:00' } } } },
    },
    {
      because: 'the add-ons',
      wish: { enableHttpLoadBalancing: false, enableHorizontalPodAutoscaling: false },
      writes: ['UpdateCluster'],
      becomes: {
        addonsConfig: { httpLoadBalancing: { disabled: true }, horizontalPodAutoscaling: { disabled: true } },
      },
    },
    {
      because: 'who may reach the API server',
      wish: { enableMasterAuthorizedNetwork: true, masterAuthorizedNetworkCidrBlocks: ['203.0.113.0/24'] },
      writes: ['UpdateCluster'],
      becomes: {
        controlPlaneEndpointsConfig: {
          ipEndpointsConfig: {
            authorizedNetworksConfig: { enabled: true, cidrBlocks: [{ cidrBlock: '203.0.113.0/24' }] },
          },
        },
      },
    },
    {
      because: 'the channel, which comes first',
      wish: { releaseChannel: 'rapid', enableLegacyAbac: true },
      writes: ['UpdateCluster', 'SetLegacyAbac'],
      becomes: { releaseChannel: { channel: 'RAPID' }, legacyAbac: { enabled: true } },
    },
    {
      because: 'workload identity, on the nodes too',
      wish: { enableWorkloadIdentity: true },
      writes: ['UpdateCluster', 'UpdateNodePool'],
      becomes: { workloadIdentityConfig: { workloadPool: 'double-project.svc.id.goog' } },
    },
    {
      because: 'machines and disks, all at once',
      wish: { machineType: 'e2-standard-4', diskType: 'pd-ssd', diskSizeGb: 50 },
      writes: ['UpdateNodePool'],
      becomes: { nodePools: [{ config: { machineType: 'e2-standard-4', diskType: 'pd-ssd', diskSizeGb: 50 } }] },
    },
    {
      because: 'autoscaling',
      wish: { enableNodepoolAutoscaling: true, minNodeCount: 1, maxNodeCount: 4 },
      writes: ['SetNodePoolAutoscaling'],
      becomes: { nodePools: [{ autoscaling: { enabled: true, minNodeCount: 1, maxNodeCount: 4 } }] },
    },
    {
      because: 'repair and upgrade',
      wish: { releaseChannel: 'none', enableAutoRepair: true },
      writes: ['UpdateCluster', 'SetNodePoolManagement'],
      becomes: { nodePools: [{ management: { autoRepair: true } }] },
    },
  ])('changes $because', async ({ wish, writes, becomes }) => {
    await begin({});
    await harness.update(info, wish);
    expect(harness.writes()).toEqual(writes);
    expect(theCluster()).toMatchObject(becomes);
    harness.double.forgetRequests();
    await harness.update(info, wish);
    expect(harness.writes()).toEqual([]);
  });

  it('switches workload identity off when no node uses it any more', async () => {
    await begin({ enableWorkloadIdentity: true });
    await harness.update(info, { enableWorkloadIdentity: false });
    expect(harness.writes()).toEqual(['UpdateNodePool', 'UpdateCluster']);
    expect(theCluster().workloadIdentityConfig?.workloadPool).toBeUndefined();
  });

  it('takes labels away that the options had, and keeps those of others', async () => {
    await begin({ resourceLabels: ['ours=1', 'both=1'] });
    const cluster = theCluster();
    await harness.stop();
    harness = await startGkeHarness({
      clusters: [
        {
          location: 'us-central1-a',
          cluster: {
            name: 'c-abcde',
            resourceLabels: { ...cluster.resourceLabels, theirs: '1' },
            nodePools: [{ name: 'default-0', initialNodeCount: 3, config: cluster.nodePools?.[0]?.config ?? {} }],
          },
        },
      ],
    });
    await harness.update(info, { resourceLabels: ['both=1'] });
    expect(theCluster().resourceLabels).toEqual(expect.objectContaining({ both: '1', theirs: '1' }));
    expect(theCluster().resourceLabels).not.toHaveProperty('ours');
  });

  it.each<{ because: string; wish: Wish; says: string }>([
    { because: 'the table says so', wish: { network: 'private-network' }, says: 'network cannot change' },
    { because: 'it says where the cluster is', wish: { zone: 'us-central1-b' }, says: 'zone cannot change' },
    {
      because: 'pools keep their kind of machine',
      wish: { spot: true },
      says: 'spot cannot change from false to true',
    },
    {
      because: 'versions do not go back',
      wish: { kubernetesVersion: '1.33' },
      says: 'kubernetes-version cannot go back',
    },
    { because: 'there is no such machine', wish: { machineType: 'e9-huge' }, says: 'machine-type is not offered' },
  ])('is refused by name where $because, and changes nothing', async ({ wish, says }) => {
    await begin({ network: 'default', kubernetesVersion: '1.34', spot: false });
    const error = await failureOf(() =>
      harness.update(info, { network: 'default', kubernetesVersion: '1.34', ...wish }),
    );
    expect(error.code).toBe('INVALID');
    expect(error.message).toContain(says);
    expect(harness.writes()).toEqual([]);
  });

  it('refuses to jump over a minor version, and says where to go first', async () => {
    await begin({ kubernetesVersion: '1.33' });
    const error = await failureOf(() => harness.update(info, { kubernetesVersion: '1.35' }));
    expect(error.message).toContain('go to 1.34 first');
  });

  it('leaves pools alone that it did not make, and refuses to take one over', async () => {
    await begin({});
    const before = theCluster();
    await harness.stop();
    const config = before.nodePools?.[0]?.config ?? {};
    harness = await startGkeHarness({
      clusters: [
        {
          location: 'us-central1-a',
          cluster: {
            name: 'c-abcde',
            resourceLabels: before.resourceLabels ?? {},
            nodePools: [
              { name: 'default-0', initialNodeCount: 3, config },
              { name: 'theirs', initialNodeCount: 1 },
            ],
          },
        },
      ],
    });
    await harness.update(info, {});
    expect(theCluster().nodePools?.map(({ name }) => name)).toEqual(['default-0', 'theirs']);
    const error = await failureOf(() =>
      harness.update(info, { nodePools: ['name=default-0', 'name=theirs;node-count=2'] }),
    );
    expect(error.code).toBe('CONFLICT');
    expect(error.message).toContain('node pool theirs');
  });

  it.each<{ because: string; fault: Fault }>([
    { because: 'the answer is lost', fault: { on: { rpc: 'SetNodePoolSize' }, do: { kind: 'lost-answer' } } },
    { because: 'Google works on it', fault: { on: { rpc: 'SetNodePoolSize' }, do: { kind: 'busy', polls: 3 } } },
    { because: 'the service fails', fault: { on: { rpc: 'SetNodePoolSize', times: 2 }, do: { kind: 'unavailable' } } },
    {
      because: 'asking is too frequent',
      fault: { on: { rpc: 'SetNodePoolSize' }, do: { kind: 'rate-limited', retryAfterS: 5 } },
    },
    { because: 'tokens expire', fault: { on: { rpc: 'SetNodePoolSize' }, do: { kind: 'expire-tokens' } } },
    {
      because: 'the token expires in mid-poll',
      fault: { on: { rpc: 'GetOperation', nth: 2 }, do: { kind: 'expire-tokens' } },
    },
  ])('reaches its goal where $because', async ({ fault }) => {
    await begin({ nodeCount: 3 });
    harness.double.script(fault);
    await harness.update(info, { nodeCount: 5 });
    expect(thePool('default-0').initialNodeCount).toBe(5);
  });

  it('ends with Google’s own reason where a change fails', async () => {
    await begin({ nodeCount: 3 });
    const message = 'Google Compute Engine: Quota exceeded for resource CPUS.';
    harness.double.script({
      on: { rpc: 'SetNodePoolSize' },
      do: { kind: 'operation-error', status: 'RESOURCE_EXHAUSTED', message },
    });
    const error = await failureOf(() => harness.update(info, { nodeCount: 5 }));
    expect(error.code).toBe('QUOTA');
    expect(error.message).toContain(`resize the node pool default-0 to 5 nodes in each zone`);
    expect(error.message).toContain(message);
  });

  it('ends where Google calls the cluster broken', async () => {
    await begin({ nodeCount: 3 });
    harness.double.script({
      on: { rpc: 'GetCluster' },
      do: { kind: 'cluster-broken', clusterStatus: 'ERROR', message: 'All VMs are gone.' },
    });
    const error = await failureOf(() => harness.update(info, { nodeCount: 5 }));
    expect(error.message).toContain('All VMs are gone.');
  });

  it('takes up a wait that another process began', async () => {
    await begin({ nodeCount: 3 });
    await harness.double.occupy('us-central1-a', 'c-abcde', 'SET_NODE_POOL_SIZE', 5);
    await harness.update(info, { nodeCount: 4 });
    expect(thePool('default-0').initialNodeCount).toBe(4);
  });
});

describe('a rotated credential', () => {
  it('is used by the update that brings it, and by everything after', async () => {
    await begin({});
    const old = JSON.parse(String(harness.basics.credential)) as { private_key_id: string; client_email: string };
    harness.double.revokeKey({ id: old.private_key_id, email: old.client_email });
    const denied = await failureOf(() => harness.update(info, { nodeCount: 4 }));
    expect(denied.code).toBe('UNAUTHENTICATED');
    const credential = JSON.stringify(harness.double.makeKey('rotated').file);
    info = await harness.update(info, { credential });
    harness.double.forgetRequests();
    await harness.version(info);
    await harness.remove(info);
    expect(
      new Set(harness.double.requests.map(({ account }) => account).filter((account) => account !== undefined)),
    ).toEqual(new Set(['rotated@double-project.iam.gserviceaccount.com']));
  });

  it('that Google refuses fails the update, and what was stored stays', async () => {
    await begin({});
    const key = harness.double.makeKey('rotated');
    harness.double.revokeKey(key);
    const error = await failureOf(() => harness.update(info, { credential: JSON.stringify(key.file) }));
    expect(error.code).toBe('UNAUTHENTICATED');
    expect(error.message).not.toContain(key.file.private_key.slice(40, 80));
  });
});

describe('setting version and size', () => {
  it('goes the same way as an update', async () => {
    await begin({ kubernetesVersion: '1.33' });
    await harness.setVersion(info, '1.34');
    expect(harness.writes()).toEqual(['UpdateCluster', 'UpdateNodePool']);
    harness.double.forgetRequests();
    await harness.setNodeCount(info, 5n);
    expect(harness.writes()).toEqual(['SetNodePoolSize']);
    expect(thePool('default-0')).toMatchObject({ initialNodeCount: 5 });
  });

  it('counts nodes in all zones together', async () => {
    await begin({ region: 'us-central1', zone: '', nodeCount: 1 });
    const error = await failureOf(() => harness.setNodeCount(info, 5n));
    expect(error.message).toContain('give a multiple of 3');
    await harness.setNodeCount(info, 6n);
    expect(thePool('default-0')).toMatchObject({ initialNodeCount: 2 });
  });
});
