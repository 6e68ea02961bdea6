import { describe, expect, it } from '@jest/globals';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import { parseOptions } from '../../../src/core/options/parse-options.js';
import { gkeOptions, type GkeOptionValues } from '../../../src/providers/gke/options/gke-options.js';
import { validateGkeOptions } from '../../../src/providers/gke/validation/validate-gke-options.js';
import { failureOf } from '../../support/failure-of.js';
import { rawOptions } from '../../support/raw-options.js';

type Wish = Parameters<typeof rawOptions>[0];

const basics: Wish = { zone: 'europe-west1-b', 'application-default-credentials': true };

function parse(wish: Wish) {
  return parseOptions<OptionTable>(gkeOptions, rawOptions({ ...basics, ...wish }), {
    call: 'create',
    validate: (values) => validateGkeOptions(values as unknown as GkeOptionValues),
  });
}

describe('options that contradict each other', () => {
  it.each<{ wish: Wish; says: readonly string[] }>([
    { wish: { zone: '' }, says: ['zone or region is required'] },
    { wish: { region: 'europe-west1' }, says: ['zone and region exclude each other'] },
    { wish: { locations: ['us-central1-a'] }, says: ['locations must lie in europe-west1', 'must include the zone'] },
    { wish: { 'resource-labels': ['managed-by=me'] }, says: ['resource-labels cannot have managed-by'] },
    { wish: { 'kubernetes-version': '1.34', 'master-version': '1.33' }, says: ['master-version is another name'] },
    { wish: { 'kubernetes-dashboard': true }, says: ['kubernetes-dashboard was removed from GKE'] },
    { wish: { 'enable-kubernetes-dashboard': true }, says: ['enable-kubernetes-dashboard was removed from GKE'] },
    {
      wish: { 'enable-alpha-feature': true, 'release-channel': 'rapid', 'enable-auto-upgrade': true },
      says: ['release-channel is not for alpha', 'enable-auto-upgrade is not for alpha'],
    },
    { wish: { spot: true, preemptible: true }, says: ['preemptible and spot exclude each other'] },
    { wish: { 'enable-nodepool-autoscaling': true }, says: ['max-node-count must be at least 1'] },
    {
      wish: { 'enable-nodepool-autoscaling': true, 'min-node-count': 4, 'max-node-count': 2 },
      says: ['min-node-count must not be above max-node-count (2)'],
    },
    { wish: { labels: ['no-label', 'ok=1'] }, says: ['labels must be Kubernetes labels as key=value, not "no-label"'] },
    { wish: { taints: ['a=b'] }, says: ['taints must be like key=value:NoSchedule'] },
    { wish: { 'master-ipv4-cidr-block': '10.0.0.0/24', 'enable-private-nodes': true }, says: ['must be a /28'] },
    { wish: { 'master-ipv4-cidr-block': '10.0.0.0/28' }, says: ['needs enable-private-nodes'] },
    {
      wish: { 'master-authorized-network-cidr-blocks': ['10.0.0.0/8'] },
      says: ['needs enable-master-authorized-network'],
    },
    { wish: { 'cluster-ipv4-cidr': '10.0.0.1/8' }, says: ['cluster-ipv4-cidr must begin at a multiple of its size'] },
    { wish: { 'cluster-ipv4-cidr': '10.0.0.300/8' }, says: ['must have an address of four numbers up to 255'] },
    {
      wish: { 'cluster-ipv4-cidr': '/14', 'ip-policy-cluster-ipv4-cidr-block': '/15' },
      says: ['cluster-ipv4-cidr and ip-policy-cluster-ipv4-cidr-block mean the same'],
    },
    {
      wish: { 'ip-policy-cluster-secondary-range-name': 'pods', 'cluster-ipv4-cidr': '/14' },
      says: ['ip-policy-cluster-secondary-range-name excludes'],
    },
    {
      wish: { 'ip-policy-services-secondary-range-name': 's', 'ip-policy-services-ipv4-cidr-block': '/20' },
      says: ['ip-policy-services-secondary-range-name excludes'],
    },
    { wish: { 'ip-policy-create-subnetwork': true, 'sub-network': 'a' }, says: ['excludes sub-network'] },
    { wish: { 'ip-policy-subnetwork-name': 'a' }, says: ['needs ip-policy-create-subnetwork'] },
    {
      wish: { 'maintenance-start': '2026-01-03T02:00:00Z' },
      says: ['maintenance-end is required', 'maintenance-recurrence is required'],
    },
    {
      wish: {
        'maintenance-window': '03:00',
        'maintenance-start': 'tomorrow',
        'maintenance-end': '2026-01-03T02:00:00Z',
        'maintenance-recurrence': 'FREQ=DAILY',
      },
      says: ['maintenance-window excludes', 'maintenance-start must be a time'],
    },
    { wish: { 'node-pools': ['name=a', 'name=a'] }, says: ['node-pools has two entries with the name a'] },
    {
      wish: { 'node-pools': ['name=a;spot=true;preemptible=true'] },
      says: ['node-pools has a pool a where preemptible'],
    },
    { wish: { 'node-pools': ['machine-type=x'] }, says: ['node-pools has an entry without a name'] },
  ])('are refused by name, all at once: $wish', async ({ wish, says }) => {
    const error = await failureOf(() => parse(wish));
    expect(error.code).toBe('INVALID');
    for (const text of says) expect(error.message).toContain(text);
  });

  it('leave alone what the form of Rancher fills in for what was not given', () => {
    const unset = Object.fromEntries(
      Object.entries(gkeOptions as OptionTable)
        .filter(([name, option]) => !('default' in option) && !(name in basics))
        .map(([name, { type }]) => [name, type === 'int' ? 0 : type === 'bool' ? false : type === 'list' ? [] : '']),
    );
    expect(() => parse(unset)).not.toThrow();
  });
});
