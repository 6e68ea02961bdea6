import type { OptionTable } from '../../../core/options/option-table.js';

const range = {
  type: 'string',
  immutable: true,
  pattern: /^(\d{1,3}(\.\d{1,3}){3})?\/\d{1,2}$/,
  patternHint: 'a range such as 10.0.0.0/14, or a size such as /14',
  placeholder: 'CIDR',
} as const;

/** The options of the cluster's network. */
export const gkeNetworkOptions = {
  network: { type: 'string', usage: 'Network of the nodes; by default "default"', immutable: true },
  'sub-network': { type: 'string', usage: 'Subnetwork of the nodes', immutable: true },
  'cluster-ipv4-cidr': { ...range, usage: 'Address range of the pods' },
  'use-ip-aliases': {
    type: 'bool',
    usage: 'Make the cluster VPC-native; if false, Google chooses, which today means VPC-native too',
    immutable: true,
  },
  'ip-policy-create-subnetwork': { type: 'bool', usage: 'Make a subnetwork for the cluster', immutable: true },
  'ip-policy-subnetwork-name': { type: 'string', usage: 'Name of the subnetwork that is made', immutable: true },
  'ip-policy-cluster-secondary-range-name': {
    type: 'string',
    usage: 'Secondary range of the subnetwork for the pods',
    immutable: true,
  },
  'ip-policy-services-secondary-range-name': {
    type: 'string',
    usage: 'Secondary range of the subnetwork for the services',
    immutable: true,
  },
  'ip-policy-cluster-ipv4-cidr-block': { ...range, usage: 'Address range of the pods' },
  'ip-policy-node-ipv4-cidr-block': { ...range, usage: 'Address range of the nodes' },
  'ip-policy-services-ipv4-cidr-block': { ...range, usage: 'Address range of the services' },
  dataplane: {
    type: 'string',
    usage: 'Dataplane of the cluster: "legacy" (iptables) or "advanced" (Dataplane V2)',
    values: ['legacy', 'advanced'],
    immutable: true,
  },
  'enable-private-nodes': { type: 'bool', usage: 'Nodes have internal addresses only', immutable: true },
  'enable-private-endpoint': {
    type: 'bool',
    usage: 'Offer the API server only at its internal address, which Rancher has to reach',
  },
  'master-ipv4-cidr-block': { ...range, usage: 'Address range of the control plane, a /28' },
  'enable-master-authorized-network': { type: 'bool', usage: 'Let only the authorised networks reach the API server' },
  'master-authorized-network-cidr-blocks': {
    type: 'list',
    usage: 'Networks that may reach the API server',
    pattern: /^\d{1,3}(\.\d{1,3}){3}\/\d{1,2}$/,
    patternHint: 'a range such as 203.0.113.0/24',
    placeholder: 'CIDR',
  },
} as const satisfies OptionTable;
