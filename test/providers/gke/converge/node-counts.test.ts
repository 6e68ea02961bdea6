import { describe, expect, it } from '@jest/globals';
import { DriverError } from '../../../../src/core/driver-error.js';
import type { ComputeApi } from '../../../../src/providers/gke/google/compute-api.js';
import { readNodeCounts } from '../../../../src/providers/gke/converge/node-counts.js';
import { MemoryLog } from '../../../support/memory-log.js';

const cluster = {
  name: 'c-abcde',
  nodePools: [{ name: 'web', initialNodeCount: 3, instanceGroupUrls: ['a', 'b', 'c'] }],
};

async function countOf(sizes: Readonly<Record<string, number>> | undefined): Promise<number | undefined> {
  const groupSizes: ComputeApi['groupSizes'] = () =>
    sizes === undefined
      ? Promise.reject(new DriverError('FORBIDDEN', { why: 'no' }))
      : Promise.resolve(new Map(Object.entries(sizes)));
  const counts = await readNodeCounts(cluster, { compute: { groupSizes } }, new MemoryLog());
  return counts.get('web');
}

describe('the nodes of a pool in each zone', () => {
  it.each([
    { because: 'all zones have as many', sizes: { a: 5, b: 5, c: 5 }, count: 5 },
    { because: 'one zone was changed by hand', sizes: { a: 3, b: 3, c: 4 }, count: NaN },
    { because: 'two were, and the mean is the old one', sizes: { a: 2, b: 3, c: 4 }, count: NaN },
    { because: 'a group is gone', sizes: { a: 4, b: 4 }, count: 4 },
    { because: 'groups may not be read', sizes: undefined, count: 3 },
  ])('are told where $because', async ({ sizes, count }) => {
    expect(await countOf(sizes)).toBe(count);
  });
});
