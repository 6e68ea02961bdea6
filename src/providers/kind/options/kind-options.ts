import type { OptionTable, OptionValues } from '../../../core/options/option-table.js';

/** The options of a kind cluster. Each list is parsed in a file of its own, such as `port-mapping.ts`. */
export const kindOptions = {
  'kubernetes-version': {
    type: 'string',
    usage: 'Kubernetes version, such as 1.34.0, of the image kindest/node; without it and node-image, kind chooses.',
    pattern: /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/,
    patternHint: 'a full version such as 1.34.0',
    immutable: true,
  },
  'node-image': {
    type: 'string',
    usage: 'Container image of the nodes, in place of kubernetes-version.',
    pattern: /^[a-z0-9][\w./:@-]*$/i,
    patternHint: 'an image reference such as kindest/node:v1.34.0',
    placeholder: 'IMAGE',
    immutable: true,
  },
  'control-plane-count': {
    type: 'int',
    usage: 'Number of control plane nodes; with more than one, kind adds a load balancer container.',
    default: 1,
    min: 1,
    max: 9,
    immutable: true,
  },
  'node-count': {
    type: 'int',
    usage: 'Number of worker nodes, in addition to the control plane.',
    default: 0,
    min: 0,
    max: 50,
    immutable: true,
  },
  'api-server-address': {
    type: 'string',
    usage:
      'Address of the engine host at which the API server listens, such as its LAN address or 0.0.0.0; 127.0.0.1 by default.',
    placeholder: 'IP',
    immutable: true,
  },
  'api-server-port': {
    type: 'int',
    usage: 'Port at which the API server listens; 0 lets kind choose one, -1 the engine.',
    default: 0,
    min: -1,
    max: 65_535,
    immutable: true,
  },
  'endpoint-host': {
    type: 'string',
    usage:
      'Host name or address at which Rancher reaches the API server, added to its certificate; "internal" for the name on the network of the containers.',
    pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:.]+$/,
    patternHint: 'a host name, an address, or "internal"',
    placeholder: 'HOST',
    immutable: true,
  },
  'api-server-names': {
    type: 'list',
    usage: 'Further host names and addresses for the certificate of the API server.',
    pattern: /^[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?$|^[0-9A-Fa-f:.]+$/,
    patternHint: 'a host name or an address',
    immutable: true,
  },
  'ip-family': {
    type: 'string',
    usage: 'Address family of pods and services.',
    default: 'ipv4',
    values: ['ipv4', 'ipv6', 'dual'],
    immutable: true,
  },
  'pod-subnet': {
    type: 'string',
    usage: 'Subnet of the pods; for ip-family dual, two subnets separated by a comma.',
    placeholder: 'CIDR',
    immutable: true,
  },
  'service-subnet': {
    type: 'string',
    usage: 'Subnet of the services; for ip-family dual, two subnets separated by a comma.',
    placeholder: 'CIDR',
    immutable: true,
  },
  'extra-port-mappings': {
    type: 'list',
    usage:
      'Ports of the engine host that lead to the first control plane node, as [ADDRESS:]HOST-PORT:NODE-PORT[/tcp|udp|sctp].',
    immutable: true,
  },
  'extra-mounts': {
    type: 'list',
    usage: 'Paths of the engine host that every node mounts, as HOST-PATH:NODE-PATH[:ro,z,rslave,rshared].',
    immutable: true,
  },
  'registry-mirrors': {
    type: 'list',
    usage: 'Mirrors that the nodes ask before a registry, as REGISTRY=URL, such as docker.io=http://10.0.0.5:5000.',
  },
  'node-labels': { type: 'list', usage: 'Labels of every node, as key=value.' },
  'kind-config': {
    type: 'string',
    usage:
      'YAML of a kind Cluster (kind.x-k8s.io/v1alpha4), which the other options override; its nodes are templates, in order, for the nodes of each role.',
    placeholder: 'YAML',
    immutable: true,
  },
  'retain-on-failure': {
    type: 'bool',
    usage: 'Keep the containers of a failed create, to look into them; the next create deletes them.',
    default: false,
  },
  'wait-seconds': {
    type: 'int',
    usage: 'Seconds to wait until every node is ready; 0 does not wait.',
    default: 300,
    min: 0,
    max: 3_600,
  },
  'snapshot-directory': {
    type: 'string',
    usage: 'Directory for etcd snapshots; by default one in the data directory of the user.',
    pattern: /^\//,
    patternHint: 'an absolute path',
    placeholder: 'PATH',
  },
  'container-engine': {
    type: 'string',
    usage: 'Container engine; by default the first one installed.',
    values: ['docker', 'podman', 'nerdctl'],
    identity: true,
  },
  'kind-binary': {
    type: 'string',
    usage: 'The program kind: a path, or a name in PATH.',
    default: 'kind',
    placeholder: 'PATH',
  },
} as const satisfies OptionTable;

/** The table's type. */
export type KindOptions = typeof kindOptions;

/** The parsed options of a kind cluster. */
export type KindOptionValues = OptionValues<KindOptions>;
