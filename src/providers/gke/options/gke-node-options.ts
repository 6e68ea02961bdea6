import type { OptionTable } from '../../../core/options/option-table.js';

/** The options of the nodes. Each is also the default of its setting in the entries of `node-pools`. */
export const gkeNodeOptions = {
  'node-pool': {
    type: 'string',
    usage: 'Name of the node pool where there is only one',
    default: 'default-0',
    immutable: true,
    pattern: /^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/,
    patternHint: 'at most 40 of a-z, 0-9 and "-", a letter first',
  },
  'node-pools': {
    type: 'list',
    usage: 'Node pools, each as name=workers;machine-type=e2-standard-4;node-count=3 (see docs/gke-options.md)',
    placeholder: 'POOL',
  },
  'node-count': { type: 'int', usage: 'Nodes of the pool, in each of its zones', default: 3, min: 1, max: 1000 },
  'machine-type': {
    type: 'string',
    usage: 'Machine type of the nodes, such as e2-standard-4; by default Google chooses',
    pattern: /^[a-z][a-z0-9-]*$/,
    patternHint: 'a machine type such as e2-standard-4',
  },
  'disk-size-gb': { type: 'int', usage: "Size of a node's disk in GB", default: 100, min: 10, max: 65_536 },
  'disk-type': { type: 'string', usage: "Type of a node's disk, such as pd-standard, pd-balanced or pd-ssd" },
  'image-type': { type: 'string', usage: 'Image of the nodes, such as COS_CONTAINERD or UBUNTU_CONTAINERD' },
  'local-ssd-count': { type: 'int', usage: 'Local SSDs of a node', min: 0, max: 24 },
  labels: { type: 'list', usage: 'Kubernetes labels of the nodes, as key=value' },
  taints: { type: 'list', usage: 'Taints of the nodes, as key=value:NoSchedule' },
  'network-tags': {
    type: 'list',
    usage: 'Network tags of the nodes, for firewall rules',
    pattern: /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/,
    patternHint: 'at most 63 of a-z, 0-9 and "-", a letter first',
  },
  'service-account': { type: 'string', usage: 'Google service account of the nodes' },
  'oauth-scopes': {
    type: 'list',
    usage: "OAuth scopes of the nodes for Google's APIs, such as https://www.googleapis.com/auth/cloud-platform",
    pattern: /^https:\/\/\S+$/,
    patternHint: 'a scope such as https://www.googleapis.com/auth/devstorage.read_only',
  },
  preemptible: { type: 'bool', usage: 'Cheap machines that end after a day at most; spot replaces them' },
  spot: { type: 'bool', usage: 'Cheap machines that Google may take back at any time' },
  'enable-auto-repair': { type: 'bool', usage: 'Let Google repair nodes that fail; always on with a release channel' },
  'enable-auto-upgrade': { type: 'bool', usage: 'Let Google upgrade the nodes; always on with a release channel' },
  'enable-nodepool-autoscaling': { type: 'bool', usage: 'Let Google scale the pool by its load' },
  'min-node-count': { type: 'int', usage: 'Fewest nodes in each zone when scaled by Google', min: 0, max: 1000 },
  'max-node-count': { type: 'int', usage: 'Most nodes in each zone when scaled by Google', min: 0, max: 1000 },
} as const satisfies OptionTable;
