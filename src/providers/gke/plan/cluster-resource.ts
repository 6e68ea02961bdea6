import { ownershipMark } from '../../cloud/ownership.js';
import type { ClusterGoal } from './cluster-goal.js';
import {
  addonsOf,
  authorizedNetworksOf,
  loggingOf,
  maintenanceWindowOf,
  monitoringOf,
  releaseChannelOf,
  workloadPoolOf,
} from './cluster-settings.js';
import type { Cluster } from '../google/gke-api.js';
import { labelsOf } from './labels-and-taints.js';
import { poolResource } from './pool-resource.js';

/** Makes the cluster for `clusters.create`. Settings that the options do not name are left to Google. */
export function clusterResource(name: string, goal: ClusterGoal): Cluster {
  const { options, owner, versions } = goal;
  const addons = addonsOf(options);
  const window = maintenanceWindowOf(options);
  const channel = releaseChannelOf(options);
  return {
    name,
    resourceLabels: { ...labelsOf(options.resourceLabels, parseResourceLabel), ...ownershipMark(owner) },
    nodePools: goal.pools.map((pool) =>
      poolResource(pool, {
        owner,
        usualNodeCount: options.nodeCount,
        ...(options.nodeVersion === undefined || versions.nodes === undefined ? {} : { version: versions.nodes }),
      }),
    ),
    addonsConfig: addons,
    loggingConfig: loggingOf(options),
    monitoringConfig: monitoringOf(options),
    shieldedNodes: { enabled: options.enableShieldedNodes },
    ...(options.description === undefined ? {} : { description: options.description }),
    ...(options.locations.length === 0 ? {} : { locations: [...options.locations] }),
    ...(versions.controlPlane === undefined ? {} : { initialClusterVersion: versions.controlPlane }),
    ...(channel === undefined ? {} : { releaseChannel: { channel } }),
    ...(window === undefined ? {} : { maintenancePolicy: { window } }),
    ...(options.enableAlphaFeature === true ? { enableKubernetesAlpha: true } : {}),
    ...(options.enableLegacyAbac === undefined ? {} : { legacyAbac: { enabled: options.enableLegacyAbac } }),
    ...(options.issueClientCertificate === true
      ? { masterAuth: { clientCertificateConfig: { issueClientCertificate: true } } }
      : {}),
    ...(options.enableWorkloadIdentity === true
      ? { workloadIdentityConfig: { workloadPool: workloadPoolOf(goal.project) } }
      : {}),
    ...networkPart(goal),
  };
}

/** A label of Google Cloud as `key=value`; its syntax is checked by the option table. */
export function parseResourceLabel(text: string): readonly [key: string, value: string] {
  const at = text.indexOf('=');
  return [text.slice(0, at), text.slice(at + 1)];
}

function networkPart({ options }: ClusterGoal): Cluster {
  const { dataplane, enablePrivateNodes, masterIpv4CidrBlock } = options;
  const ipPolicy = ipAllocationPolicy(options);
  const authorizedNetworksConfig = authorizedNetworksOf(options);
  const ipEndpointsConfig = {
    ...(options.enablePrivateEndpoint === true ? { enablePublicEndpoint: false } : {}),
    ...(authorizedNetworksConfig === undefined ? {} : { authorizedNetworksConfig }),
  };
  const networkConfig = {
    ...(dataplane === undefined
      ? {}
      : { datapathProvider: dataplane === 'advanced' ? 'ADVANCED_DATAPATH' : 'LEGACY_DATAPATH' }),
    ...(enablePrivateNodes === true ? { defaultEnablePrivateNodes: true } : {}),
  };
  return {
    ...(options.network === undefined ? {} : { network: options.network }),
    ...(options.subNetwork === undefined ? {} : { subnetwork: options.subNetwork }),
    // Without alias addresses, the range of the pods is the cluster's own.
    ...(options.clusterIpv4Cidr === undefined || ipPolicy.useIpAliases === true
      ? {}
      : { clusterIpv4Cidr: options.clusterIpv4Cidr }),
    ...(Object.keys(ipPolicy).length === 0 ? {} : { ipAllocationPolicy: ipPolicy }),
    ...(Object.keys(networkConfig).length === 0 ? {} : { networkConfig }),
    ...(Object.keys(ipEndpointsConfig).length === 0 ? {} : { controlPlaneEndpointsConfig: { ipEndpointsConfig } }),
    ...(masterIpv4CidrBlock === undefined ? {} : { privateClusterConfig: { masterIpv4CidrBlock } }),
  };
}

function ipAllocationPolicy(options: ClusterGoal['options']): NonNullable<Cluster['ipAllocationPolicy']> {
  const policy = {
    ...(options.ipPolicyCreateSubnetwork === true ? { createSubnetwork: true } : {}),
    ...(options.ipPolicySubnetworkName === undefined ? {} : { subnetworkName: options.ipPolicySubnetworkName }),
    ...(options.ipPolicyClusterSecondaryRangeName === undefined
      ? {}
      : { clusterSecondaryRangeName: options.ipPolicyClusterSecondaryRangeName }),
    ...(options.ipPolicyServicesSecondaryRangeName === undefined
      ? {}
      : { servicesSecondaryRangeName: options.ipPolicyServicesSecondaryRangeName }),
    ...(options.ipPolicyClusterIpv4CidrBlock === undefined
      ? {}
      : { clusterIpv4CidrBlock: options.ipPolicyClusterIpv4CidrBlock }),
    ...(options.ipPolicyNodeIpv4CidrBlock === undefined
      ? {}
      : { nodeIpv4CidrBlock: options.ipPolicyNodeIpv4CidrBlock }),
    ...(options.ipPolicyServicesIpv4CidrBlock === undefined
      ? {}
      : { servicesIpv4CidrBlock: options.ipPolicyServicesIpv4CidrBlock }),
  };
  const needed =
    options.enablePrivateNodes === true || options.dataplane === 'advanced' || Object.keys(policy).length > 0;
  if (options.useIpAliases !== true && !needed) return policy;
  const pods = options.ipPolicyClusterIpv4CidrBlock ?? options.clusterIpv4Cidr;
  return { useIpAliases: true, ...policy, ...(pods === undefined ? {} : { clusterIpv4CidrBlock: pods }) };
}
