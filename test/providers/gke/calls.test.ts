import { afterAll, expect, it } from '@jest/globals';
import type { CallCounts } from './double/http/request-log.js';
import { startGkeHarness, type Wish } from './support/gke-harness.js';

const rows: string[] = [];

afterAll(() => {
  console.log(['calls of the API', ...rows].join('\n'));
});

function note(what: string, { reading, writing, credential, byRpc }: CallCounts): void {
  const names = Object.entries(byRpc).map(([rpc, times]) => (times === 1 ? rpc : `${String(times)} ${rpc}`));
  rows.push(
    `  ${what}: ${String(reading)} reading, ${String(writing)} writing, ${String(credential)} tokens (${names.join(', ')})`,
  );
}

it.each<{ kind: string; wish: Wish }>([
  { kind: 'a zonal cluster of one pool', wish: {} },
  {
    kind: 'a regional cluster of three pools with version and machines',
    wish: {
      zone: '',
      region: 'us-central1',
      kubernetesVersion: '1.34',
      nodePools: ['name=a;machine-type=e2-standard-2', 'name=b;machine-type=e2-standard-4', 'name=c;node-count=1'],
    },
  },
])('a driver is frugal with $kind', async ({ kind, wish }) => {
  const polls = 4;
  const harness = await startGkeHarness({ operations: { polls } });
  const info = await harness.create(wish);
  const created = harness.double.calls();
  note(`create, ${kind}, of which ${String(polls)} polls`, created);
  expect(created.writing).toBe(1);
  expect(created.byRpc.GetOperation).toBe(polls);
  harness.double.forgetRequests();
  await harness.update(info, wish);
  const updated = harness.double.calls();
  note(`update without a change, ${kind}`, updated);
  expect(updated.writing).toBe(0);
  expect(updated.byRpc.GetCluster).toBe(2);
  harness.double.forgetRequests();
  await harness.remove(info);
  note(`remove, ${kind}`, harness.double.calls());
  expect(harness.double.violations).toEqual([]);
  rows.push('  idle poll: 1 reading (GetOperation), after 2 to 15 s');
  await harness.stop();
});
