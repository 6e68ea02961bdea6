import { afterEach, describe, expect, it } from '@jest/globals';
import type { DoubleSettings } from './double/double-settings.js';
import { type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness;

afterEach(async () => {
  expect(harness.double.violations).toEqual([]);
  expect(harness.writes()).toEqual([]);
  await harness.stop();
});

describe('the doctor', () => {
  it('finds everything well in a project that is', async () => {
    harness = await startGkeHarness();
    const checks = await harness.doctor({
      region: 'us-central1',
      zone: '',
      machineType: 'e2-standard-4',
      kubernetesVersion: '1.34',
    });
    expect(checks.map(({ name, result }) => `${name}: ${result}`)).toEqual([
      'proxy: ok',
      'certificate authorities: ok',
      'credentials: ok',
      'enabled APIs: ok',
      'permissions: ok',
      'region: ok',
      'versions and machines: ok',
      'name: ok',
      'quota: ok',
    ]);
    expect(checks.at(-1)?.detail).toBe('room for 9 nodes with 36 processors');
  });

  it.each<{ because: string; world?: DoubleSettings; wish?: Wish; failed: string; says: RegExp }>([
    {
      because: 'a permission is missing',
      world: { world: { deniedPermissions: ['container.clusters.create'] } },
      failed: 'permissions',
      says: /lacks container\.clusters\.create.*roles\/container\.admin/s,
    },
    {
      because: 'an API is not enabled',
      world: { world: { disabledServices: ['compute.googleapis.com'] } },
      failed: 'enabled APIs',
      says: /compute\.googleapis\.com.*gcloud services enable/s,
    },
    { because: 'the region is none', wish: { zone: 'mars-north1-a' }, failed: 'region', says: /no region mars-north1/ },
    {
      because: 'the version is not offered',
      wish: { kubernetesVersion: '1.99' },
      failed: 'versions and machines',
      says: /1\.99/,
    },
    {
      because: 'the quota is too small',
      wish: { nodeCount: 101 },
      failed: 'quota',
      says: /INSTANCES: 101 are needed, 100 of 100/,
    },
    {
      because: 'somebody has the name',
      world: { clusters: [{ location: 'us-central1-a', cluster: { name: 'c-abcde' } }] },
      failed: 'name',
      says: /not this driver's.*another name/s,
    },
  ])('says what to do where $because', async ({ world, wish, failed, says }) => {
    harness = await startGkeHarness(world);
    const checks = await harness.doctor(wish);
    const check = checks.find(({ name }) => name === failed);
    expect(check?.result).toBe('failed');
    expect(`${check?.detail ?? ''} ${check?.whatToDo ?? ''}`).toMatch(says);
  });

  it('tells every problem of the options as a problem, and none as advice', async () => {
    harness = await startGkeHarness();
    const checks = await harness.doctor({ kubernetesVersion: '1.99', machineType: 'e2-nonsense-4' });
    const check = checks.find(({ name }) => name === 'versions and machines');
    expect(check?.result).toBe('failed');
    expect(check?.detail).toMatch(/1\.99.*e2-nonsense-4/s);
    expect(check?.whatToDo).not.toMatch(/1\.99|e2-nonsense-4/);
  });

  it('goes no further than a credential that is refused', async () => {
    harness = await startGkeHarness();
    const key = harness.double.makeKey('gone');
    harness.double.revokeKey(key);
    const checks = await harness.doctor({ credential: JSON.stringify(key.file) });
    expect(checks.map(({ name, result }) => `${name}: ${result}`)).toEqual([
      'proxy: ok',
      'certificate authorities: ok',
      'credentials: failed',
    ]);
    expect(checks.at(-1)?.whatToDo).toContain('neither deleted nor disabled');
  });
});
