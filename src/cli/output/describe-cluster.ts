import type { ClusterRecord } from '../../engine/records/cluster-record.js';

/** One line about a cluster that works: `demo runs Kubernetes 1.34.1 on 3 nodes at https://…`. */
export function describeCluster({ name, info }: ClusterRecord): string {
  const version = info.version === '' ? '' : ` Kubernetes ${info.version}`;
  const nodes = info.nodeCount === 1n ? ' on 1 node' : ` on ${info.nodeCount.toString()} nodes`;
  return `${name} runs${version}${info.nodeCount === 0n ? '' : nodes}${info.endpoint === '' ? '' : ` at ${info.endpoint}`}`;
}
