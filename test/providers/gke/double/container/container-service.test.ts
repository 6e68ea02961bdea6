import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.ts';
import { type GoogleDouble, startGoogleDouble } from '../google-double.ts';
import { location, openClient, type RawAnswer, type RawClient, smallCluster } from '../support/raw-client.ts';

let double: GoogleDouble;
let client: RawClient;

beforeEach(async () => {
  double = await startGoogleDouble();
  client = await openClient(double);
});

afterEach(async () => {
  await double.stop();
});

const said = ({ status, json: { error } }: RawAnswer) => [status, error?.status, error?.message];
const pools = async () => ((await client.shop('/nodePools')).json.nodePools ?? []) as JsonObject[];

describe('a cluster on the double', () => {
  beforeEach(async () => {
    await client.end(await client.create());
  });

  afterEach(() => {
    expect(double.violations).toEqual([]);
  });

  it('is there from the first moment, and can be reached when its operation is done', async () => {
    const creation = await client.create({ ...smallCluster, name: 'young' });
    const young = () => client.get(`/v1/${location}/clusters/young`);
    expect(creation.json).toMatchObject({
      operationType: 'CREATE_CLUSTER',
      status: 'RUNNING',
      targetLink: `${double.endpoints.root}/v1/${location}/clusters/young`,
      progress: { metrics: [{ name: 'NODES_TOTAL' }, { name: 'NODES_COMPLETE', intValue: '0' }] },
    });
    const { json: before } = await young();
    expect(before).toMatchObject({ status: 'PROVISIONING', nodePools: [{ status: 'PROVISIONING' }] });
    expect(before).not.toHaveProperty('endpoint');
    await client.end(creation);
    expect((await young()).json).toMatchObject({
      status: 'RUNNING',
      endpoint: '127.0.0.1:9',
      releaseChannel: { channel: 'REGULAR' },
      currentMasterVersion: '1.34.5-gke.1400000',
      masterAuth: { clusterCaCertificate: expect.stringMatching(/^LS0tLS1CRUdJTiBDRVJU/) },
      nodePools: [{ status: 'RUNNING', version: '1.34.5-gke.1400000', config: { diskSizeGb: 100 } }],
    });
  });

  it('is refused where one of its name exists already', async () => {
    expect(said(await client.create())).toEqual([
      409,
      'ALREADY_EXISTS',
      'Already exists: projects/double-project/locations/us-central1/clusters/shop.',
    ]);
  });

  it('lets one operation at a time work on it', async () => {
    const first = await client.update({ desiredMasterVersion: '1.34.6-gke.1154000' });
    const second = await client.change('/nodePools/default-pool:setSize', { nodeCount: 2 });
    expect(said(second)).toEqual([
      400,
      'FAILED_PRECONDITION',
      `Cluster is running incompatible operation ${first.json.name as string}.`,
    ]);
    expect((await client.shop()).json).toMatchObject({ status: 'RUNNING' });
    await client.end(await client.change('/nodePools/default-pool:setSize', { nodeCount: 2 }));
    expect(await pools()).toMatchObject([{ initialNodeCount: 2 }]);
  });

  it('goes, is called STOPPING while it does, and then is not found', async () => {
    const deletion = await client.send('DELETE', `/v1/${location}/clusters/shop`);
    expect(deletion.json).toMatchObject({ operationType: 'DELETE_CLUSTER' });
    expect((await client.shop()).json).toMatchObject({ status: 'STOPPING' });
    await client.end(deletion);
    expect(said(await client.shop())).toEqual([
      404,
      'NOT_FOUND',
      'Not found: projects/double-project/locations/us-central1/clusters/shop.',
    ]);
  });

  const masters = [
    { to: '1.35', ends: '1.35.3-gke.1290000', because: 'an alias means the newest of its minor' },
    { to: '1.34.6-gke.1154000', ends: '1.34.6-gke.1154000', because: 'a patch may be taken' },
  ];
  it.each(masters)('takes its control plane to $to, because $because', async ({ to, ends }) => {
    await client.end(await client.update({ desiredMasterVersion: to }));
    expect((await client.shop()).json).toMatchObject({
      currentMasterVersion: ends,
      nodePools: [{ version: '1.34.5-gke.1400000' }],
    });
  });

  const refusals = [
    { update: { desiredMasterVersion: '1.36' }, message: /more than a minor version at a time/ },
    { update: { desiredMasterVersion: '1.33' }, message: /cannot be downgraded/ },
    { update: { desiredMasterVersion: '1.29' }, message: /Master version "1.29" is unsupported/ },
    { update: { desiredNodeVersion: '1.35' }, message: /must not be newer than the master/ },
    { update: { desiredNodePoolId: 'other', desiredNodeVersion: '-' }, message: /"other" must be specified and exist/ },
    { update: { desiredLocations: ['europe-west4-a'] }, message: /not a zone of the region "us-central1"/ },
    { update: { etag: 'old', desiredShieldedNodes: { enabled: false } }, message: /Etag mismatch/ },
  ];
  it.each(refusals)('refuses the update $update', async ({ update, message }) => {
    expect((await client.update(update)).json.error?.message).toMatch(message);
    expect(double.snapshot().operations).toHaveLength(1);
  });

  it('lets nodes follow their control plane', async () => {
    await client.end(await client.update({ desiredMasterVersion: '1.35' }));
    const change = { nodeVersion: '-', imageType: 'COS_CONTAINERD', labels: { labels: { tier: 'web' } } };
    await client.end(await client.send('PUT', `/v1/${location}/clusters/shop/nodePools/default-pool`, change));
    expect(await pools()).toMatchObject([{ version: '1.35.3-gke.1290000', config: { labels: { tier: 'web' } } }]);
  });

  it('gains and loses node pools', async () => {
    await client.end(await client.change('/nodePools', { nodePool: { name: 'more', initialNodeCount: 2 } }));
    expect((await pools()).map(({ name }) => name)).toEqual(['default-pool', 'more']);
    expect(said(await client.change('/nodePools', { nodePool: { name: 'more' } }))[0]).toBe(409);
    await client.end(await client.send('DELETE', `/v1/${location}/clusters/shop/nodePools/default-pool`));
    expect((await pools()).map(({ name }) => name)).toEqual(['more']);
    expect(said(await client.shop('/nodePools/default-pool'))[1]).toBe('NOT_FOUND');
  });

  it('autoscales within bounds, which setAutoscaling checks', async () => {
    const set = (autoscaling: object) => client.change('/nodePools/default-pool:setAutoscaling', { autoscaling });
    expect((await set({ enabled: true, minNodeCount: 3, maxNodeCount: 2 })).json.error?.message).toMatch(
      /min_node_count/,
    );
    await client.end(await set({ enabled: true, minNodeCount: 2, maxNodeCount: 5 }));
    expect(await pools()).toMatchObject([{ initialNodeCount: 1, autoscaling: { enabled: true, maxNodeCount: 5 } }]);
  });

  it('replaces labels only for who has read them', async () => {
    const { json } = await client.shop();
    const set = (labelFingerprint: unknown) =>
      client.change(':setResourceLabels', { resourceLabels: { owner: 'us', stage: 'test' }, labelFingerprint });
    expect(said(await set('stale'))).toEqual([
      400,
      'FAILED_PRECONDITION',
      expect.stringMatching(/fingerprint mismatch/),
    ]);
    await client.end(await set(json.labelFingerprint));
    expect((await client.shop()).json).toMatchObject({ resourceLabels: { owner: 'us', stage: 'test' } });
  });

  it('keeps a maintenance policy that names the version which it replaces', async () => {
    const { json } = await client.shop();
    const { resourceVersion } = json.maintenancePolicy as { resourceVersion: string };
    const window = { dailyMaintenanceWindow: { startTime: '03:00' } };
    const set = (policy: object) => client.change(':setMaintenancePolicy', { maintenancePolicy: policy });
    await client.end(await set({ window, resourceVersion }));
    expect((await client.shop()).json).toMatchObject({ maintenancePolicy: { window } });
    expect(said(await set({ resourceVersion }))[1]).toBe('FAILED_PRECONDITION');
  });

  it('can be read in every location at once', async () => {
    await double.seed({ location: 'europe-west4-a', cluster: { name: 'theirs' } });
    const { json } = await client.get('/v1/projects/double-project/locations/-/clusters');
    expect(json.clusters).toMatchObject([{ name: 'shop' }, { name: 'theirs', location: 'europe-west4-a' }]);
  });

  it('offers what the world offers', async () => {
    const { json } = await client.get(`/v1/${location}/serverConfig`);
    expect(json).toMatchObject({
      defaultClusterVersion: '1.34.5-gke.1400000',
      channels: [{ channel: 'RAPID' }, { channel: 'REGULAR' }, { channel: 'STABLE' }, { channel: 'EXTENDED' }],
    });
    expect(said(await client.get('/v1/projects/double-project/locations/mars-1/serverConfig'))[1]).toBe(
      'PERMISSION_DENIED',
    );
  });
});

describe('the double refuses to make a cluster', () => {
  const pool = { name: 'p', initialNodeCount: 1 };
  const cases = [
    { cluster: { name: 'Shop', nodePools: [pool] }, message: /Must be a match of regex/ },
    { cluster: { name: 'shop' }, message: /initial_node_count must be greater than zero/ },
    { cluster: { name: 'shop', nodePools: [pool, pool] }, message: /must be unique/ },
    {
      cluster: { name: 'shop', nodePools: [{ ...pool, config: { machineType: 'z9' } }] },
      message: /Machine type with name "z9"/,
    },
    { cluster: { name: 'shop', nodePools: [{ ...pool, config: { diskSizeGb: 5 } }] }, message: /between 10 and 65536/ },
    { cluster: { name: 'shop', nodePools: [pool], resourceLabels: { Owner: 'x' } }, message: /Invalid label key/ },
    { cluster: { name: 'shop', nodePools: [pool], network: 'nowhere' }, message: /Network "nowhere" does not exist/ },
    {
      cluster: { name: 'shop', nodePools: [{ ...pool, version: '1.36' }] },
      message: /"1.36" is unsupported|must not be newer/,
    },
    {
      cluster: { name: 'shop', nodePools: [{ ...pool, management: {} }], releaseChannel: { channel: 'RAPID' } },
      message: /Auto_upgrade must be true when release_channel RAPID is set/,
    },
    {
      cluster: { name: 'shop', nodePools: [{ ...pool, initialNodeCount: 40 }] },
      message: /resource "CPUS": request requires '240.0' and is short '40.0'/,
    },
  ];
  it.each(cases)('$cluster', async ({ cluster, message }) => {
    expect((await client.create(cluster)).json.error?.message).toMatch(message);
    expect(double.snapshot().clusters).toEqual([]);
    expect(double.violations).toEqual([]);
  });
});

describe('the double writes down as violations', () => {
  const cases = [
    { send: ['GET', '/v1/projects/double-project/zones/us-central1-a/clusters'], kind: 'deprecated' },
    { send: ['POST', `/v1/${location}/clusters/shop:setLocations`, { locations: [] }], kind: 'deprecated' },
    { send: ['GET', `/v1/${location}/clusters?zone=us-central1-a`], kind: 'deprecated' },
    { send: ['GET', `/v1/${location}/clusters?pageSize=3`], kind: 'unknown' },
    { send: ['GET', `/v1/${location}/nothing`], kind: 'unknown' },
    { send: ['DELETE', `/v1/${location}/clusters/shop`, { force: true }], kind: 'unknown' },
    { send: ['PUT', `/v1/${location}/clusters/shop`, { name: 'other', update: {} }], kind: 'oneof' },
    { send: ['PUT', `/v1/${location}/clusters/shop`, { update: {} }], kind: 'rule' },
    {
      send: [
        'PUT',
        `/v1/${location}/clusters/shop`,
        { update: { desiredLoggingService: 'none', desiredMonitoringService: 'none' } },
      ],
      kind: 'rule',
    },
    { send: ['POST', `/v1/${location}/clusters/shop:startIpRotation`, {}], kind: 'unmodelled' },
    { send: ['GET', `/v1beta1/${location}/clusters`], kind: 'unknown' },
  ] as const;
  it.each(cases)('$send', async ({ send: [method, path, body], kind }) => {
    await double.seed({ location: 'us-central1', cluster: { name: 'shop' } });
    const { status } = await client.send(method, path, body);
    expect(status).toBeGreaterThanOrEqual(400);
    expect(double.violations.map((violation) => violation.kind)).toEqual([kind]);
  });
});

it('writes down a body that is no JSON', async () => {
  const url = `${double.endpoints.root}/v1/${location}/clusters`;
  const headers = { 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'POST', headers, body: '{' })).status).toBe(400);
  expect(double.violations).toMatchObject([{ kind: 'type', rpc: 'CreateCluster' }]);
});

describe('the double validates itself', () => {
  it('says so loudly where it would answer what Google could not have', async () => {
    const wrong = await startGoogleDouble({
      clusterBackend: () => ({ endpoint: 7 as unknown as string, caPem: '' }),
      clusters: [{ location: 'us-central1', cluster: { name: 'shop' } }],
    });
    const { status } = await (await openClient(wrong)).shop();
    expect(status).toBe(500);
    await expect(wrong.stop()).rejects.toThrow(/GetCluster answered: .*Invalid value at 'endpoint' \(TYPE_STRING\), 7/);
  });

  it("carries today's deprecated fields only where it is told to", async () => {
    const settings = { clusters: [{ location: 'us-central1', cluster: { name: 'shop' } }] };
    await using old = await startGoogleDouble({ ...settings, answerDeprecated: true });
    expect((await (await openClient(old)).shop()).json).toMatchObject({ zone: 'us-central1', currentNodeCount: 3 });
    await double.seed(settings.clusters[0] ?? { location: '', cluster: {} });
    expect((await client.shop()).json).not.toHaveProperty('zone');
  });
});
