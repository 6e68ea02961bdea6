const ofMethods: Readonly<Record<string, string>> = {
  ListClusters: 'container.clusters.list',
  GetCluster: 'container.clusters.get',
  CreateCluster: 'container.clusters.create',
  DeleteCluster: 'container.clusters.delete',
  ListNodePools: 'container.clusters.get',
  GetNodePool: 'container.clusters.get',
  GetOperation: 'container.operations.get',
  ListOperations: 'container.operations.list',
  GetServerConfig: 'container.clusters.list',
  ListUsableSubnetworks: 'container.clusters.list',
};

/** The IAM permission that a method of the container API asks for. */
export function permissionOf(rpc: string): string {
  return ofMethods[rpc] ?? 'container.clusters.update';
}
