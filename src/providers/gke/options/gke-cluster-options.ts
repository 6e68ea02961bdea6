import type { OptionTable } from '../../../core/options/option-table.js';

const version = {
  type: 'string',
  pattern: /^(latest|v?\d+\.\d+(\.\d+(-gke\.\d+)?)?)$/,
  patternHint: 'a version such as 1.34, 1.34.1 or 1.34.1-gke.1829001, or "latest"',
  placeholder: 'VERSION',
} as const;

/** The options of the cluster as a whole: its location, its control plane and its add-ons. */
export const gkeClusterOptions = {
  'project-id': {
    type: 'string',
    usage: "Project of the cluster; by default the credential's own",
    identity: true,
    pattern: /^[a-z0-9][a-z0-9.:-]*$/,
    patternHint: 'the id of a project',
  },
  zone: {
    type: 'string',
    usage: 'Zone of a cluster that lives in one zone, such as europe-west1-b',
    identity: true,
    pattern: /^[a-z]+-[a-z]+\d+-[a-z]$/,
    patternHint: 'a zone such as europe-west1-b',
    shownUnless: ['region'],
  },
  region: {
    type: 'string',
    usage: 'Region of a cluster whose control plane and nodes are spread over zones, such as europe-west1',
    identity: true,
    pattern: /^[a-z]+-[a-z]+\d+$/,
    patternHint: 'a region such as europe-west1',
  },
  installation: {
    type: 'string',
    usage: 'Name of this Rancher installation, to distinguish its clusters from those of another in the same project',
    identity: true,
    default: 'rancher',
    pattern: /^[a-z0-9_-]{1,63}$/,
    patternHint: 'at most 63 of a-z, 0-9, "-" and "_"',
  },
  description: { type: 'string', usage: 'Description of the cluster', immutable: true },
  locations: {
    type: 'list',
    usage: 'Zones of the nodes, such as europe-west1-b,europe-west1-c; by default Google chooses',
    pattern: /^[a-z]+-[a-z]+\d+-[a-z]$/,
    patternHint: 'a zone such as europe-west1-b',
  },
  'kubernetes-version': { ...version, usage: 'Kubernetes version of control plane and nodes' },
  'master-version': {
    ...version,
    usage: 'Kubernetes version of the control plane; another name of kubernetes-version',
  },
  'node-version': {
    ...version,
    usage: 'Kubernetes version of the nodes, where it differs from that of the control plane',
  },
  'release-channel': {
    type: 'string',
    usage: 'Release channel by which Google upgrades the cluster; "none" for no channel',
    values: ['none', 'rapid', 'regular', 'stable', 'extended'],
  },
  'resource-labels': {
    type: 'list',
    usage: 'Labels of the cluster and its machines in Google Cloud, as key=value',
    pattern: /^[a-z][a-z0-9_-]{0,62}=[a-z0-9_-]{0,63}$/,
    patternHint: 'key=value of a-z, 0-9, "-" and "_"',
  },
  'maintenance-window': {
    type: 'string',
    usage: 'Start of the daily maintenance window (GMT), such as 03:00',
    pattern: /^([01]\d|2[0-3]):[0-5]\d$/,
    patternHint: 'a time such as 19:00',
    placeholder: 'HH:MM',
  },
  'maintenance-start': {
    type: 'string',
    usage: 'Start of the first maintenance window, such as 2026-01-03T02:00:00Z',
    placeholder: 'TIME',
  },
  'maintenance-end': { type: 'string', usage: 'End of the first maintenance window', placeholder: 'TIME' },
  'maintenance-recurrence': {
    type: 'string',
    usage: 'Recurrence of the window, as an RRULE of RFC 5545, such as FREQ=WEEKLY;BYDAY=SA,SU',
    pattern: /^(RRULE:)?FREQ=(DAILY|WEEKLY|MONTHLY)(;[A-Z]+=[A-Z0-9,+-]+)*$/,
    patternHint: 'an RRULE such as FREQ=WEEKLY;BYDAY=SA,SU',
    placeholder: 'RRULE',
  },
  'enable-alpha-feature': {
    type: 'bool',
    usage: 'Make an alpha cluster: all alpha features, no upgrades, deleted after 30 days',
    immutable: true,
  },
  'enable-legacy-abac': { type: 'bool', usage: 'Authorise by the old ABAC rules besides RBAC' },
  'issue-client-certificate': { type: 'bool', usage: 'Have Google issue a client certificate', immutable: true },
  'enable-workload-identity': { type: 'bool', usage: 'Let Kubernetes service accounts act as Google service accounts' },
  'enable-shielded-nodes': { type: 'bool', usage: 'Nodes prove their identity to the control plane', default: true },
  'enable-http-load-balancing': { type: 'bool', usage: "Ingress by Google's load balancers", default: true },
  'enable-horizontal-pod-autoscaling': { type: 'bool', usage: 'Scale pods by their load', default: true },
  'enable-network-policy-config': {
    type: 'bool',
    usage: 'Network policies on the control plane; always on with the advanced dataplane',
    default: true,
  },
  'enable-stackdriver-logging': { type: 'bool', usage: 'Send logs to Cloud Logging', default: true },
  'enable-stackdriver-monitoring': { type: 'bool', usage: 'Send metrics to Cloud Monitoring', default: true },
  'kubernetes-dashboard': { type: 'bool', usage: 'Removed from GKE; true is refused' },
  'enable-kubernetes-dashboard': { type: 'bool', usage: 'Removed from GKE; true is refused' },
  'delete-leftovers': {
    type: 'bool',
    usage: 'On removal, also delete load balancers and disks that workloads left behind; otherwise they are only named',
  },
} as const satisfies OptionTable;
