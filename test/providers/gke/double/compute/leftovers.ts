import { createHash } from 'node:crypto';
import { regionOf, type World } from '../world.ts';
import type { ComputeResource } from './compute-state.ts';

/** Where the cluster whose workloads left something was, and what it was called. */
export interface LeftoverOwner {
  readonly location: string;
  readonly cluster: string;
  /** The cluster's resource labels, which its disks carry too. */
  readonly labels?: Readonly<Record<string, string>>;
}

/**
 * What workloads leave behind when their cluster is deleted: the parts of a load balancer (forwarding rule, target pool,
 * firewall, address) and a disk. Names, descriptions and labels are as Kubernetes on GKE writes them.
 */
export function leftoversOf(world: World, { location, cluster, labels = {} }: LeftoverOwner): ComputeResource[] {
  const region = regionOf(world, location) ?? location;
  const zone = location === region ? (world.regions[region]?.[0] ?? location) : location;
  const uid = createHash('sha256').update(`${location}/${cluster}`).digest('hex').slice(0, 31);
  const balancer = `a${uid}`;
  const service = JSON.stringify({ 'kubernetes.io/service-name': 'default/web' });
  const base = `https://www.googleapis.com/compute/v1/projects/${world.project}`;
  const marks = { 'goog-k8s-cluster-name': cluster, 'goog-k8s-cluster-location': location };
  const machine = `gke-${cluster}-default-pool-${uid.slice(0, 8)}-0abc`;
  const claim = {
    'kubernetes.io/created-for/pv/name': `pvc-${uid}`,
    'kubernetes.io/created-for/pvc/name': 'data',
    'kubernetes.io/created-for/pvc/namespace': 'default',
    'storage.gke.io/created-by': 'pd.csi.storage.gke.io',
  };
  return [
    {
      collection: 'forwardingRules',
      scope: `regions/${region}`,
      name: balancer,
      fields: {
        description: service,
        IPAddress: '203.0.113.7',
        IPProtocol: 'TCP',
        portRange: '80-80',
        loadBalancingScheme: 'EXTERNAL',
        target: `${base}/regions/${region}/targetPools/${balancer}`,
        labels: { ...marks, ...labels },
      },
    },
    {
      collection: 'targetPools',
      scope: `regions/${region}`,
      name: balancer,
      fields: { description: service, instances: [`${base}/zones/${zone}/instances/${machine}`] },
    },
    {
      collection: 'firewalls',
      scope: 'global',
      name: `k8s-fw-${balancer}`,
      fields: {
        description: JSON.stringify({
          'kubernetes.io/service-name': 'default/web',
          'kubernetes.io/service-ip': '203.0.113.7',
        }),
      },
    },
    {
      collection: 'addresses',
      scope: `regions/${region}`,
      name: `${balancer}-ip`,
      fields: {
        description: service,
        address: '203.0.113.8',
        addressType: 'EXTERNAL',
        status: 'RESERVED',
        labels: { ...marks, ...labels },
      },
    },
    {
      collection: 'disks',
      scope: `zones/${zone}`,
      name: `pvc-${uid}`,
      fields: {
        description: JSON.stringify(claim),
        sizeGb: '10',
        status: 'READY',
        labels: { ...marks, 'goog-gke-volume': '', ...labels },
      },
    },
  ];
}
