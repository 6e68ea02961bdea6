import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { container_v1 } from '@googleapis/container';
import { GoogleAuth } from 'google-auth-library';
import { type GoogleDouble, startGoogleDouble } from './google-double.ts';

const publicTokenEndpoint = 'https://oauth2.googleapis.com/token';
const parent = 'projects/double-project/locations/us-central1';
const name = `${parent}/clusters/shop`;

let double: GoogleDouble;
let client: container_v1.Container;

beforeEach(async () => {
  double = await startGoogleDouble();
  const { client_email, private_key } = double.makeKey().file;
  const auth = new GoogleAuth({
    credentials: { client_email, private_key },
    scopes: 'https://www.googleapis.com/auth/cloud-platform',
    // The library asks Google's public token endpoint whatever the key says: such requests go to the double's.
    clientOptions: {
      transporterOptions: {
        fetchImplementation: (asked, init) => {
          const url = asked instanceof Request ? asked.url : asked.toString();
          return fetch(url === publicTokenEndpoint ? double.endpoints.token : url, init ?? {});
        },
      },
    },
  });
  client = new container_v1.Container({ rootUrl: `${double.endpoints.root}/`, auth });
});

afterEach(async () => {
  await double.stop();
});

async function end({ name: operation }: container_v1.Schema$Operation): Promise<container_v1.Schema$Operation> {
  const asked = { name: `${parent}/operations/${operation ?? ''}` };
  for (;;) {
    const { data } = await client.projects.locations.operations.get(asked);
    if (data.status === 'DONE') return data;
  }
}

describe("Google's client against the double", () => {
  it('makes a cluster, reads it and deletes it, with nothing that the validator objects to', async () => {
    const cluster = {
      name: 'shop',
      resourceLabels: { owner: 'us' },
      nodePools: [{ name: 'default-pool', initialNodeCount: 1, config: { machineType: 'e2-standard-2' } }],
    };
    const { data: creation } = await client.projects.locations.clusters.create({ parent, requestBody: { cluster } });
    expect(creation).toMatchObject({ operationType: 'CREATE_CLUSTER', status: 'RUNNING', location: 'us-central1' });
    const { data: young } = await client.projects.locations.clusters.get({ name });
    expect(young).toMatchObject({ status: 'PROVISIONING', resourceLabels: { owner: 'us' } });
    expect(young.endpoint).toBeUndefined();

    expect((await end(creation)).error).toBeUndefined();
    const { data: grown } = await client.projects.locations.clusters.get({ name });
    expect(grown).toMatchObject({
      status: 'RUNNING',
      endpoint: '127.0.0.1:9',
      nodePools: [{ name: 'default-pool', status: 'RUNNING', initialNodeCount: 1 }],
    });

    await end((await client.projects.locations.clusters.delete({ name })).data);
    await expect(client.projects.locations.clusters.get({ name })).rejects.toMatchObject({ status: 404 });
    expect(double.violations).toEqual([]);
    expect(double.snapshot().clusters).toEqual([]);
  });
});
