import type { GkeOptions } from '../../../../src/providers/gke/options/gke-options.js';
import type { Wish } from './gke-harness.js';

/** What is known of one option, to be checked against the code and written into the documentation. */
export interface OptionFact {
  /** The field of the API that it sets, below `Cluster`; or, in words, what it is for. */
  readonly sets: string;
  /** A wish that makes the field differ from what it is without it; absent where no field is set. */
  readonly sample?: Wish;
  /** Which tests show that it works, besides the one that sets the field. */
  readonly tested: string;
}

const lifecycle = 'lifecycle and update on the double';
const updated = 'update on the double';
const credentials = 'credentials against a token endpoint that verifies';
const created = 'request validated by the protos';
const pool = 'nodePools[].config';

/** A fact for every option: one that is missing does not compile. */
export const optionFacts: Readonly<Record<keyof GkeOptions, OptionFact>> = {
  credential: { sets: 'the signature of token requests', tested: `${credentials}; rotation` },
  'gke-credential-path': { sets: 'the same, from a file', tested: `${credentials}; workload identity federation` },
  'application-default-credentials': { sets: 'the identity of the machine', tested: 'metadata server of the double' },
  'ca-certificate': { sets: 'authorities of connections', tested: 'connection through a proxy with its own authority' },
  'api-endpoint': { sets: 'the address of requests', tested: lifecycle },
  'token-endpoint': { sets: 'the address and audience of token requests', tested: credentials },
  'compute-endpoint': { sets: 'the address of requests', tested: lifecycle },
  'resource-manager-endpoint': { sets: 'the address of requests', tested: 'doctor on the double' },
  'service-usage-endpoint': { sets: 'the address of requests', tested: 'doctor on the double' },
  'project-id': { sets: 'the parent in paths', tested: credentials },
  zone: { sets: 'the parent in paths', tested: lifecycle },
  region: { sets: 'the parent in paths', tested: updated },
  installation: { sets: 'resourceLabels', sample: { installation: 'another' }, tested: 'ownership' },
  description: { sets: 'description', sample: { description: 'A shop' }, tested: created },
  locations: { sets: 'locations', sample: { locations: ['us-central1-a', 'us-central1-b'] }, tested: updated },
  'kubernetes-version': {
    sets: 'initialClusterVersion',
    sample: { 'kubernetes-version': '1.35' },
    tested: 'upgrade on the double: control plane before pools',
  },
  'master-version': { sets: 'initialClusterVersion', sample: { 'master-version': '1.35' }, tested: 'the same' },
  'node-version': { sets: 'nodePools[].version', sample: { 'node-version': '1.35' }, tested: 'the same' },
  'release-channel': { sets: 'releaseChannel.channel', sample: { 'release-channel': 'rapid' }, tested: updated },
  'resource-labels': { sets: 'resourceLabels', sample: { 'resource-labels': ['team=web'] }, tested: updated },
  'maintenance-window': {
    sets: 'maintenancePolicy.window.dailyMaintenanceWindow.startTime',
    sample: { 'maintenance-window': '03:00' },
    tested: updated,
  },
  'maintenance-start': { sets: 'maintenancePolicy.window.recurringWindow', sample: recurring(), tested: updated },
  'maintenance-end': { sets: 'maintenancePolicy.window.recurringWindow', sample: recurring(), tested: updated },
  'maintenance-recurrence': {
    sets: 'maintenancePolicy.window.recurringWindow.recurrence',
    sample: recurring(),
    tested: updated,
  },
  'enable-alpha-feature': {
    sets: 'enableKubernetesAlpha',
    sample: { 'enable-alpha-feature': true },
    tested: created,
  },
  'enable-legacy-abac': { sets: 'legacyAbac.enabled', sample: { 'enable-legacy-abac': true }, tested: updated },
  'issue-client-certificate': {
    sets: 'masterAuth.clientCertificateConfig.issueClientCertificate',
    sample: { 'issue-client-certificate': true },
    tested: created,
  },
  'enable-workload-identity': {
    sets: 'workloadIdentityConfig.workloadPool',
    sample: { 'enable-workload-identity': true },
    tested: updated,
  },
  'enable-shielded-nodes': {
    sets: 'shieldedNodes.enabled',
    sample: { 'enable-shielded-nodes': false },
    tested: created,
  },
  'enable-http-load-balancing': {
    sets: 'addonsConfig.httpLoadBalancing.disabled',
    sample: { 'enable-http-load-balancing': false },
    tested: updated,
  },
  'enable-horizontal-pod-autoscaling': {
    sets: 'addonsConfig.horizontalPodAutoscaling.disabled',
    sample: { 'enable-horizontal-pod-autoscaling': false },
    tested: updated,
  },
  'enable-network-policy-config': {
    sets: 'addonsConfig.networkPolicyConfig.disabled',
    sample: { 'enable-network-policy-config': false },
    tested: created,
  },
  'enable-stackdriver-logging': {
    sets: 'loggingConfig.componentConfig.enableComponents',
    sample: { 'enable-stackdriver-logging': false },
    tested: updated,
  },
  'enable-stackdriver-monitoring': {
    sets: 'monitoringConfig.componentConfig.enableComponents',
    sample: { 'enable-stackdriver-monitoring': false },
    tested: updated,
  },
  'kubernetes-dashboard': { sets: 'nothing: gone from the API, refused when true', tested: 'validation' },
  'enable-kubernetes-dashboard': { sets: 'nothing: gone from the API, refused when true', tested: 'validation' },
  'delete-leftovers': { sets: 'what removal does in Compute Engine', tested: 'removal on the double' },
  network: { sets: 'network', sample: { network: 'private-network' }, tested: updated },
  'sub-network': { sets: 'subnetwork', sample: { 'sub-network': 'private-subnet' }, tested: created },
  'cluster-ipv4-cidr': { sets: 'clusterIpv4Cidr', sample: { 'cluster-ipv4-cidr': '10.0.0.0/14' }, tested: created },
  'use-ip-aliases': {
    sets: 'ipAllocationPolicy.useIpAliases',
    sample: { 'use-ip-aliases': true },
    tested: created,
  },
  'ip-policy-create-subnetwork': {
    sets: 'ipAllocationPolicy.createSubnetwork',
    sample: { 'ip-policy-create-subnetwork': true },
    tested: created,
  },
  'ip-policy-subnetwork-name': {
    sets: 'ipAllocationPolicy.subnetworkName',
    sample: { 'ip-policy-create-subnetwork': true, 'ip-policy-subnetwork-name': 'made' },
    tested: created,
  },
  'ip-policy-cluster-secondary-range-name': {
    sets: 'ipAllocationPolicy.clusterSecondaryRangeName',
    sample: { 'ip-policy-cluster-secondary-range-name': 'pods' },
    tested: created,
  },
  'ip-policy-services-secondary-range-name': {
    sets: 'ipAllocationPolicy.servicesSecondaryRangeName',
    sample: { 'ip-policy-services-secondary-range-name': 'services' },
    tested: created,
  },
  'ip-policy-cluster-ipv4-cidr-block': {
    sets: 'ipAllocationPolicy.clusterIpv4CidrBlock',
    sample: { 'ip-policy-cluster-ipv4-cidr-block': '/15' },
    tested: created,
  },
  'ip-policy-node-ipv4-cidr-block': {
    sets: 'ipAllocationPolicy.nodeIpv4CidrBlock',
    sample: { 'ip-policy-node-ipv4-cidr-block': '/22' },
    tested: created,
  },
  'ip-policy-services-ipv4-cidr-block': {
    sets: 'ipAllocationPolicy.servicesIpv4CidrBlock',
    sample: { 'ip-policy-services-ipv4-cidr-block': '/20' },
    tested: created,
  },
  dataplane: { sets: 'networkConfig.datapathProvider', sample: { dataplane: 'advanced' }, tested: updated },
  'enable-private-nodes': {
    sets: 'networkConfig.defaultEnablePrivateNodes',
    sample: { 'enable-private-nodes': true },
    tested: updated,
  },
  'enable-private-endpoint': {
    sets: 'controlPlaneEndpointsConfig.ipEndpointsConfig.enablePublicEndpoint',
    sample: { 'enable-private-endpoint': true },
    tested: updated,
  },
  'master-ipv4-cidr-block': {
    sets: 'privateClusterConfig.masterIpv4CidrBlock',
    sample: { 'enable-private-nodes': true, 'master-ipv4-cidr-block': '172.16.0.0/28' },
    tested: created,
  },
  'enable-master-authorized-network': {
    sets: 'controlPlaneEndpointsConfig.ipEndpointsConfig.authorizedNetworksConfig.enabled',
    sample: { 'enable-master-authorized-network': true },
    tested: updated,
  },
  'master-authorized-network-cidr-blocks': {
    sets: 'controlPlaneEndpointsConfig.ipEndpointsConfig.authorizedNetworksConfig.cidrBlocks',
    sample: { 'enable-master-authorized-network': true, 'master-authorized-network-cidr-blocks': ['203.0.113.0/24'] },
    tested: updated,
  },
  'node-pool': { sets: 'nodePools[].name', sample: { 'node-pool': 'workers' }, tested: created },
  'node-pools': { sets: 'nodePools', sample: { 'node-pools': ['name=a', 'name=b'] }, tested: `${updated}; properties` },
  'node-count': { sets: 'nodePools[].initialNodeCount', sample: { 'node-count': 5 }, tested: lifecycle },
  'machine-type': { sets: `${pool}.machineType`, sample: { 'machine-type': 'e2-standard-8' }, tested: updated },
  'disk-size-gb': { sets: `${pool}.diskSizeGb`, sample: { 'disk-size-gb': 50 }, tested: updated },
  'disk-type': { sets: `${pool}.diskType`, sample: { 'disk-type': 'pd-ssd' }, tested: updated },
  'image-type': { sets: `${pool}.imageType`, sample: { 'image-type': 'UBUNTU_CONTAINERD' }, tested: updated },
  'local-ssd-count': { sets: `${pool}.localSsdCount`, sample: { 'local-ssd-count': 1 }, tested: created },
  labels: { sets: `${pool}.labels`, sample: { labels: ['tier=web'] }, tested: updated },
  taints: { sets: `${pool}.taints`, sample: { taints: ['a=b:NoSchedule'] }, tested: updated },
  'network-tags': { sets: `${pool}.tags`, sample: { 'network-tags': ['web'] }, tested: updated },
  'service-account': { sets: `${pool}.serviceAccount`, sample: { 'service-account': 'a@b.c' }, tested: updated },
  'oauth-scopes': { sets: `${pool}.oauthScopes`, sample: { 'oauth-scopes': ['https://a.test/x'] }, tested: updated },
  preemptible: { sets: `${pool}.preemptible`, sample: { preemptible: true }, tested: created },
  spot: { sets: `${pool}.spot`, sample: { spot: true }, tested: updated },
  'enable-auto-repair': {
    sets: 'nodePools[].management.autoRepair',
    sample: { 'enable-auto-repair': true },
    tested: updated,
  },
  'enable-auto-upgrade': {
    sets: 'nodePools[].management.autoUpgrade',
    sample: { 'enable-auto-upgrade': true },
    tested: updated,
  },
  'enable-nodepool-autoscaling': {
    sets: 'nodePools[].autoscaling.enabled',
    sample: { 'enable-nodepool-autoscaling': true, 'max-node-count': 5 },
    tested: updated,
  },
  'min-node-count': {
    sets: 'nodePools[].autoscaling.minNodeCount',
    sample: { 'enable-nodepool-autoscaling': true, 'min-node-count': 1, 'max-node-count': 5 },
    tested: updated,
  },
  'max-node-count': {
    sets: 'nodePools[].autoscaling.maxNodeCount',
    sample: { 'enable-nodepool-autoscaling': true, 'max-node-count': 5 },
    tested: updated,
  },
};

function recurring(): Wish {
  return {
    'maintenance-start': '2026-01-03T02:00:00Z',
    'maintenance-end': '2026-01-03T08:00:00Z',
    'maintenance-recurrence': 'FREQ=WEEKLY;BYDAY=SA,SU',
  };
}
