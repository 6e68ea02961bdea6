import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { processesWith } from '../providers/support/mock-driver-process.js';
import { eventually } from '../providers/support/eventually.js';
import { TemporaryDirectory } from '../providers/support/temporary-directory.js';
import { DriverClient } from '../support/driver-client.js';
import { DriverProcess } from '../support/driver-process.js';
import { spreadSample } from '../support/nightly.js';
import { statusWithToken } from './cluster-request.js';
import { clusterInfoFromWire } from '../../src/wire/cluster-info-wire.js';

/** When a driver is killed, in parts of the time that a create takes. */
const points = spreadSample(
  Array.from({ length: 20 }, (_, index) => index / 19),
  5,
);
const name = 'c-abcde';

/** Long enough that the points of death fall before, into and after every step. */
const stepDuration = '50ms';

interface LivingDriver extends AsyncDisposable {
  readonly client: DriverClient;
  readonly process: DriverProcess;
}

async function startDriver(): Promise<LivingDriver> {
  const driver = await DriverProcess.start(['0']);
  const client = new DriverClient(await driver.port());
  return {
    client,
    process: driver,
    [Symbol.asyncDispose]: async () => {
      client.close();
      await driver[Symbol.asyncDispose]();
    },
  };
}

function request(directory: string) {
  return { driver_options: { string_options: { name, directory, stepDuration }, int_options: { nodeCount: 1 } } };
}

/** Milliseconds that an undisturbed create takes here and now. */
async function timeOfCreate(): Promise<number> {
  await using place = await TemporaryDirectory.make();
  await using driver = await startDriver();
  const began = performance.now();
  const info = await driver.client.call('Create', request(place.path));
  const took = performance.now() - began;
  await driver.client.call('Remove', info);
  return took;
}

describe('a driver killed with SIGKILL in the middle of a create', () => {
  it('leaves what the next create makes exactly one working cluster of, from its start to its end', async () => {
    const fullMs = await timeOfCreate();
    for (const point of points) {
      await using place = await TemporaryDirectory.make();
      await killAfter(fullMs * point, place.path);
      await using driver = await startDriver();
      const info = await driver.client.call('Create', request(place.path));
      expect(info).toMatchObject({ create_error: '', node_count: '1' });
      const checked = clusterInfoFromWire(await driver.client.call('PostCheck', info));
      expect(await statusWithToken(checked, checked.serviceAccountToken, '/api/v1/nodes')).toBe(200);
      await expectOneCluster(place.path);
      await driver.client.call('Remove', info);
      expect(await readdir(place.path)).toEqual([]);
    }
  }, 240_000);
});

async function killAfter(ms: number, directory: string): Promise<void> {
  await using driver = await startDriver();
  const call = driver.client.call('Create', request(directory)).catch(() => undefined);
  await after(ms);
  driver.process.kill('SIGKILL');
  await call;
}

async function expectOneCluster(directory: string): Promise<void> {
  const [owned = '', ...others] = await readdir(directory);
  expect(others).toEqual([]);
  expect(await readdir(join(directory, owned))).toEqual([name]);
  const cluster = join(directory, owned, name);
  await eventually('the end of every other process', async () => (await processesWith(cluster)).length === 1);
}
