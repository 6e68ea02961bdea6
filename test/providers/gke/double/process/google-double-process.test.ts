import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type ProcessAnnouncement, runGoogleDouble } from './google-double-process.ts';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'double-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function post(url: string, body: object = {}): Promise<unknown> {
  const headers = { 'content-type': 'application/json' };
  return (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json();
}

const get = async (url: string): Promise<unknown> => (await fetch(url)).json();

describe('the double in a process of its own', () => {
  it('is started by Node as it is, announces itself in one line and ends when it is told to', async () => {
    const script = join(import.meta.dirname, 'google-double-process.ts');
    const child = spawn(process.execPath, ['--no-warnings', script, '--directory', directory], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const { root, token, control, keyFile } = JSON.parse(line) as ProcessAnnouncement;
    expect(token).toBe(`${root}/token`);
    expect(JSON.parse(await readFile(keyFile, 'utf8'))).toMatchObject({ type: 'service_account', token_uri: token });
    expect((await stat(keyFile)).mode & 0o777).toBe(0o600);
    expect(await get(`${control}/calls`)).toEqual({ reading: 0, writing: 0, credential: 0, byRpc: {} });
    await post(`${control}/stop`);
    expect(await ended).toEqual([0, null]);
  });

  it('is looked at and changed over its second port', async () => {
    const announced = Promise.withResolvers<ProcessAnnouncement>();
    const settings = { clusters: [{ location: 'us-central1', cluster: { name: 'theirs' } }], operations: { polls: 9 } };
    const args = ['--directory', directory, '--settings', JSON.stringify(settings)];
    const running = runGoogleDouble(args, announced.resolve);
    const { control, root } = await announced.promise;

    await post(`${control}/seed`, { location: 'us-central1', cluster: { name: 'more' } });
    await post(`${control}/occupy`, { location: 'us-central1', cluster: 'more' });
    await post(`${control}/leave-behind`, { location: 'us-central1', cluster: 'gone' });
    await post(`${control}/scale`, { location: 'us-central1', cluster: 'more', pool: 'default-pool', nodesPerZone: 4 });
    await post(`${control}/faults`, { faults: [{ on: { rpc: 'CreateCluster' }, do: { kind: 'reset' } }] });
    expect(await get(`${control}/pending-faults`)).toHaveLength(1);
    expect(await get(`${control}/state`)).toMatchObject({
      clusters: [{ name: 'theirs' }, { name: 'more', status: 'RECONCILING' }],
      resources: expect.arrayContaining([expect.stringMatching(/\/disks\/pvc-/)]),
    });
    await post(`${control}/finish-operations`);
    expect(await get(`${control}/state`)).toMatchObject({ clusters: [{}, { status: 'RUNNING' }] });

    const key = await post(`${control}/keys`, { account: 'second' });
    expect(key).toMatchObject({ email: 'second@double-project.iam.gserviceaccount.com' });
    await post(`${control}/revoke`, key as object);
    expect(await post(`${control}/occupy`, { location: 'us-central1', cluster: 'nobody' })).toMatchObject({
      error: expect.stringMatching(/there is no cluster nobody/),
    });
    await fetch(`${root}/v1/nonsense`);
    expect(await get(`${control}/requests`)).toMatchObject([{ rpc: 'unknown', outcome: 404 }]);
    expect(await get(`${control}/violations`)).toMatchObject([{ kind: 'unknown' }]);
    await post(`${control}/stop`);
    expect(await running).toBe(0);
  });
});
