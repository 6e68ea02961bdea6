import { afterEach, describe, expect, it } from '@jest/globals';
import { type OptionTable, camelCase } from '../../../src/core/options/option-table.js';
import { standardOptions } from '../../../src/core/options/standard-options.js';
import { gkeOptions } from '../../../src/providers/gke/options/gke-options.js';
import { type GkeHarness, startGkeHarness, type Wish } from './support/gke-harness.js';

let harness: GkeHarness | undefined;

afterEach(async () => {
  expect(harness?.double.violations ?? []).toEqual([]);
  await harness?.stop();
  harness = undefined;
});

/** The create flags of the Go driver (kontainer-engine, drivers/gke) by type, with the value that Rancher's form sends for "unset". */
const flags: Readonly<Record<string, { readonly unset: Wish[string]; readonly names: string }>> = {
  string: {
    unset: '',
    names: `name display-name description project-id zone region credential cluster-ipv4-cidr master-version node-version
      machine-type disk-type image-type network sub-network node-pool maintenance-window master-ipv4-cidr-block service-account
      ip-policy-cluster-ipv4-cidr-block ip-policy-cluster-secondary-range-name ip-policy-node-ipv4-cidr-block
      ip-policy-services-ipv4-cidr-block ip-policy-services-secondary-range-name ip-policy-subnetwork-name
      gke-credential-path`,
  },
  int: { unset: 0, names: 'local-ssd-count min-node-count max-node-count' },
  bool: {
    unset: false,
    names: `enable-alpha-feature enable-auto-repair enable-auto-upgrade enable-legacy-abac enable-master-authorized-network
      enable-nodepool-autoscaling enable-private-endpoint enable-private-nodes enable-kubernetes-dashboard kubernetes-dashboard
      ip-policy-create-subnetwork issue-client-certificate preemptible use-ip-aliases`,
  },
  stringSlice: {
    unset: [],
    names: 'labels locations taints resource-labels oauth-scopes master-authorized-network-cidr-blocks',
  },
};

const defaults: Wish = {
  nodeCount: 3,
  diskSizeGb: 100,
  enableHttpLoadBalancing: true,
  enableHorizontalPodAutoscaling: true,
  enableNetworkPolicyConfig: true,
  enableStackdriverLogging: true,
  enableStackdriverMonitoring: true,
};

const namesOf = (names: string) => names.split(/\s+/).filter((name) => name !== '');

const unset: Wish = Object.fromEntries(
  Object.values(flags).flatMap(({ names, unset: value }) => namesOf(names).map((name) => [camelCase(name), value])),
);

describe('a configuration of the Go driver', () => {
  it('finds each of its flags under its name and with its type', () => {
    const table: OptionTable = { ...gkeOptions, ...standardOptions };
    for (const [type, { names }] of Object.entries(flags)) {
      for (const name of namesOf(names)) {
        const found = table[name]?.type;
        expect(`${name}: ${String(found)}`).toBe(`${name}: ${type === 'stringSlice' ? 'list' : type}`);
      }
    }
  });

  it('with everything at its default makes a cluster of three nodes, and writes nothing when it comes again', async () => {
    harness = await startGkeHarness();
    const given = { ...unset, ...defaults, ...harness.basics };
    const info = await harness.create(given);
    expect(info.createError).toBe('');
    harness.double.forgetRequests();
    await harness.update(info, given);
    expect(harness.writes()).toEqual([]);
    expect(harness.double.snapshot().clusters).toMatchObject([{ nodePools: [{ initialNodeCount: 3 }] }]);
  });

  it('with its lists and its way to write taints means the same as it did', async () => {
    harness = await startGkeHarness();
    const wish: Wish = {
      ...unset,
      ...defaults,
      ...harness.basics,
      masterVersion: '1.34.5-gke.1400000',
      nodePool: 'workers',
      labels: ['tier=web', 'empty='],
      resourceLabels: ['team=web'],
      taints: ['NO_SCHEDULE:dedicated=web'],
      locations: ['us-central1-a', 'us-central1-b'],
      enableMasterAuthorizedNetwork: true,
      masterAuthorizedNetworkCidrBlocks: ['203.0.113.7/32'],
      useIpAliases: true,
      ipPolicyClusterIpv4CidrBlock: '/16',
      ipPolicyServicesIpv4CidrBlock: '10.32.0.0/20',
      imageType: 'COS_CONTAINERD',
      oauthScopes: ['https://www.googleapis.com/auth/devstorage.read_only'],
      enableAutoRepair: true,
    };
    const info = await harness.create(wish);
    expect(info.createError).toBe('');
    expect(harness.double.snapshot().clusters).toMatchObject([
      {
        locations: ['us-central1-a', 'us-central1-b'],
        ipAllocationPolicy: { useIpAliases: true, clusterIpv4CidrBlock: '/16', servicesIpv4CidrBlock: '10.32.0.0/20' },
        nodePools: [
          {
            name: 'workers',
            config: {
              labels: { tier: 'web', empty: '' },
              taints: [{ key: 'dedicated', value: 'web', effect: 'NO_SCHEDULE' }],
            },
          },
        ],
      },
    ]);
    harness.double.forgetRequests();
    await harness.update(info, wish);
    expect(harness.writes()).toEqual([]);
  });
});
