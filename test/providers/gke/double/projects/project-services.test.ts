import { expect, it } from '@jest/globals';
import { startGoogleDouble } from '../google-double.ts';
import { location, openClient } from '../support/raw-client.ts';

it('says which permissions the caller has, and lets no call through that needs another', async () => {
  await using double = await startGoogleDouble({ world: { deniedPermissions: ['container.clusters.create'] } });
  const client = await openClient(double);
  const permissions = ['container.clusters.create', 'container.clusters.get'];
  const { json } = await client.send('POST', '/v1/projects/double-project:testIamPermissions', { permissions });
  expect(json).toEqual({ permissions: ['container.clusters.get'] });
  expect((await client.create()).json.error).toMatchObject({
    status: 'PERMISSION_DENIED',
    message: 'Required "container.clusters.create" permission(s) for "projects/double-project".',
  });
  expect((await client.get(`/v1/${location.replace('double', 'foreign')}/clusters`)).status).toBe(403);
  expect(double.violations).toEqual([]);
});

it('says which services are enabled, and lets no call through to another', async () => {
  await using double = await startGoogleDouble({ world: { disabledServices: ['container.googleapis.com'] } });
  const client = await openClient(double);
  const state = async (service: string) =>
    (await client.get(`/v1/projects/double-project/services/${service}`)).json.state;
  expect(await state('container.googleapis.com')).toBe('DISABLED');
  expect(await state('compute.googleapis.com')).toBe('ENABLED');
  expect((await client.create()).json).toMatchObject({
    error: { message: expect.stringMatching(/^Kubernetes Engine API has not been used in project 123456789012/) },
  });
});

it('writes down a test of permissions that is none', async () => {
  await using double = await startGoogleDouble();
  const client = await openClient(double);
  expect((await client.send('POST', '/v3/projects/double-project:testIamPermissions', {})).status).toBe(400);
  expect(double.violations).toMatchObject([{ rpc: 'cloudresourcemanager.testIamPermissions', kind: 'type' }]);
});
