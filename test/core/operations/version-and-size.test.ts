import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { writeState } from '../../../src/core/state/state.js';
import { composeForTest, patientCall } from '../../support/compose-for-test.js';
import { failureOf } from '../../support/failure-of.js';
import { doubleAccess, DoubleCloud } from '../../support/provider-double.js';

const owner = { name: 'double', stateVersion: 1 };
const state = { name: 'c-abcde', displayName: 'demo', options: {}, data: { id: 'id-1' } };
const info = { ...emptyClusterInfo, metadata: writeState({}, owner, state) };

function setUp(parts: Parameters<typeof composeForTest>[0] = {}) {
  const cloud = new DoubleCloud();
  cloud.make('c-abcde', 4, '1.33.2');
  return composeForTest(parts, cloud);
}

describe('the version and the number of nodes', () => {
  it('are what the provider knows, without asking the cluster', async () => {
    const { driver, kubernetes } = setUp();
    await expect(driver.versionAndSize.version(info, patientCall)).resolves.toBe('1.33.2');
    await expect(driver.versionAndSize.nodeCount(info, patientCall)).resolves.toBe(4);
    expect(kubernetes.requests).toEqual([]);
  });

  it('are read from the cluster where the provider does not know', async () => {
    const { driver, kubernetes } = setUp({ access: () => Promise.resolve(doubleAccess) });
    await expect(driver.versionAndSize.version(info, patientCall)).resolves.toBe('1.34.1');
    await expect(driver.versionAndSize.nodeCount(info, patientCall)).resolves.toBe(3);
    expect(kubernetes.requests).toEqual(['version', 'count nodes']);
    expect(kubernetes.open).toBe(0);
  });
});

describe('setting them', () => {
  it.each([
    ['1.34.1', '1.34.1'],
    ['v1.34.1', '1.34.1'],
    ['1.34', '1.34'],
    ['v1.34.1-gke.1829001', '1.34.1-gke.1829001'],
    ['1.34.1+k3s1', '1.34.1+k3s1'],
  ])('takes %s for the version %s', async (sent, version) => {
    const seen: string[] = [];
    const setVersion = (_: unknown, wanted: string) => {
      seen.push(wanted);
      return Promise.resolve();
    };
    await setUp({ setVersion }).driver.versionAndSize.setVersion(info, sent, patientCall);
    expect(seen).toEqual([version]);
  });

  it.each(['', 'latest', '1', '1.34.1; rm -rf /', '1.34.1\n'])('does not take %j for a version', async (sent) => {
    const { driver } = setUp({ setVersion: () => Promise.resolve() });
    const error = await failureOf(() => driver.versionAndSize.setVersion(info, sent, patientCall));
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining('is no version such as 1.34.1') });
  });

  it.each([0n, 5n])('takes %d for a number of nodes', async (count) => {
    const seen: number[] = [];
    const setNodeCount = (_: unknown, wanted: number) => {
      seen.push(wanted);
      return Promise.resolve();
    };
    await setUp({ setNodeCount }).driver.versionAndSize.setNodeCount(info, count, patientCall);
    expect(seen).toEqual([Number(count)]);
  });

  it.each([-1n, 2n ** 53n, 2n ** 63n - 1n])('does not take %d for a number of nodes', async (count) => {
    const { driver } = setUp({ setNodeCount: () => Promise.resolve() });
    const error = await failureOf(() => driver.versionAndSize.setNodeCount(info, count, patientCall));
    expect(error).toMatchObject({
      code: 'INVALID',
      message: `set the cluster size: ${String(count)} is no number of nodes`,
    });
  });

  it('is refused by name where the provider cannot', async () => {
    const { versionAndSize } = setUp().driver;
    const upgrade = await failureOf(() => versionAndSize.setVersion(info, '1.34.1', patientCall));
    expect(upgrade).toMatchObject({ code: 'UNIMPLEMENTED', message: 'upgrade a cluster: the provider double cannot' });
    const scale = await failureOf(() => versionAndSize.setNodeCount(info, 3n, patientCall));
    expect(scale).toMatchObject({ code: 'UNIMPLEMENTED', message: 'scale a cluster: the provider double cannot' });
  });
});
