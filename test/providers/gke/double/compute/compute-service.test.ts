import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../json.ts';
import { type GoogleDouble, startGoogleDouble } from '../google-double.ts';
import { openClient, type RawClient } from '../support/raw-client.ts';
import { compileFilter } from './filter.ts';

const project = '/compute/v1/projects/double-project';

let double: GoogleDouble;
let client: RawClient;

beforeEach(async () => {
  double = await startGoogleDouble({
    pageSize: 2,
    clusters: [
      {
        location: 'us-central1',
        cluster: { name: 'shop', nodePools: [{ name: 'default-pool', initialNodeCount: 2 }] },
      },
    ],
  });
  client = await openClient(double);
});

afterEach(async () => {
  await double.stop();
});

const names = (items: unknown) => (items as JsonObject[]).map(({ name }) => name);

describe('compute/v1 on the double', () => {
  it('knows places, machine types and what of the quotas the clusters use', async () => {
    expect((await client.get(`${project}/regions/us-central1`)).json).toMatchObject({
      zones: expect.arrayContaining([expect.stringMatching(/\/zones\/us-central1-a$/)]),
      quotas: expect.arrayContaining([{ metric: 'CPUS', limit: 200, usage: 12 }]),
    });
    expect((await client.get(`${project}/zones/us-central1-a/machineTypes/n2-standard-4`)).json).toMatchObject({
      guestCpus: 4,
      memoryMb: 16384,
    });
    expect((await client.get(`${project}/zones/us-central1-a/machineTypes/z9`)).json).toMatchObject({
      error: { code: 404, errors: [{ reason: 'notFound' }] },
    });
    expect(names((await client.get(`${project}/zones`)).json.items)).toEqual(['us-central1-a', 'us-central1-b']);
  });

  it('knows how many machines a pool really has, whatever the pool says', async () => {
    double.scale('us-central1', 'shop', 'default-pool', 5);
    const { json } = await client.get('/v1/projects/double-project/locations/us-central1/clusters/shop');
    const [pool] = json.nodePools as [{ initialNodeCount: number; instanceGroupUrls: string[] }];
    const path = pool.instanceGroupUrls[0]?.replace('https://www.googleapis.com', '') ?? '';
    expect(pool.initialNodeCount).toBe(2);
    expect((await client.get(path)).json).toMatchObject({ targetSize: 5 });
  });

  it('pages an aggregated list, naming every scope', async () => {
    for (const cluster of ['one', 'two', 'three']) double.leaveBehind({ location: 'us-central1', cluster });
    const first = (await client.get(`${project}/aggregated/disks`)).json as JsonObject & { items: JsonObject };
    expect(first.items['zones/us-central1-a']).toMatchObject({ disks: [{}, {}] });
    expect(first.items['zones/us-central1-b']).toMatchObject({ warning: { code: 'NO_RESULTS_ON_PAGE' } });
    const token = first.nextPageToken as string;
    const second = (await client.get(`${project}/aggregated/disks?pageToken=${token}`)).json;
    expect(second).toMatchObject({ items: { 'zones/us-central1-a': { disks: [{}] } } });
    expect(second).not.toHaveProperty('nextPageToken');
  });

  it('finds what a cluster has left behind by its label, and deletes it in the right order', async () => {
    for (const cluster of ['shop', 'other']) double.leaveBehind({ location: 'us-central1', cluster });
    const filter = encodeURIComponent('labels.goog-k8s-cluster-name = "shop"');
    const { json } = await client.get(
      `${project}/aggregated/forwardingRules?filter=${filter}&returnPartialSuccess=true`,
    );
    const { forwardingRules } = (json.items as JsonObject)['regions/us-central1'] as {
      forwardingRules: JsonObject[];
    };
    expect(forwardingRules).toHaveLength(1);
    const rule = (forwardingRules[0]?.selfLink as string).replace('https://www.googleapis.com', '');
    const pool = rule.replace('forwardingRules', 'targetPools');
    const used = await client.send('DELETE', pool);
    expect([used.status, used.json]).toMatchObject([
      400,
      { error: { errors: [{ reason: 'resourceInUseByAnotherResource' }] } },
    ]);
    const deletion = await client.send('DELETE', rule);
    expect(deletion.json).toMatchObject({ kind: 'compute#operation', status: 'RUNNING' });
    const operation = (deletion.json.selfLink as string).replace('https://www.googleapis.com', '');
    await client.get(operation);
    expect((await client.get(operation)).json).toMatchObject({ status: 'DONE' });
    expect((await client.send('DELETE', pool)).status).toBe(200);
    expect((await client.send('DELETE', rule)).status).toBe(404);
    expect(double.violations).toEqual([]);
  });

  it('refuses parameters and filters that Google would not take, or that it does not play', async () => {
    expect((await client.get(`${project}/aggregated/disks?fitler=x`)).status).toBe(400);
    expect(double.violations).toMatchObject([{ kind: 'unknown', field: 'fitler' }]);
    expect((await client.get(`${project}/aggregated/disks?filter=name`)).status).toBe(400);
  });
});

describe('a filter', () => {
  const disk = { name: 'pvc-1', sizeGb: '10', labels: { 'goog-k8s-cluster-name': 'shop', empty: '' } };
  const cases = [
    { filter: 'name = pvc-1', passes: true },
    { filter: 'name="pvc-2"', passes: false },
    { filter: 'name eq pvc-.*', passes: true },
    { filter: 'name ne pvc-.*', passes: false },
    { filter: 'name = pvc-*', passes: true },
    { filter: 'labels.goog-k8s-cluster-name:*', passes: true },
    { filter: 'labels.other:*', passes: false },
    { filter: 'labels.goog-k8s-cluster-name=shop AND name=pvc-2', passes: false },
    { filter: '(labels.goog-k8s-cluster-name=shop) (sizeGb=10)', passes: true },
    { filter: 'name=pvc-2 OR sizeGb=10', passes: true },
    { filter: 'NOT name=pvc-1', passes: false },
    { filter: 'name != pvc-1', passes: false },
  ];
  it.each(cases)('$filter: $passes', ({ filter, passes }) => {
    expect(compileFilter(filter)(disk)).toBe(passes);
  });

  it.each(['name', 'name = ', '(name = a', 'size > 3', 'name = a)'])('cannot be %s', (filter) => {
    expect(() => compileFilter(filter)).toThrow(/Invalid list filter expression/);
  });
});
