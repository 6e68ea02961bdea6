import { newClusterName } from './cluster-name.js';
import { type ExampleRequest, type ExampleValue, exampleOptions } from './example-values.js';

/** The display name of a cluster where the user gives none. */
const defaultDisplayName = 'demo';

/** A cluster of the driver `driverName`, made of the provider's options, as Rancher's management cluster stores it. */
export function exampleCluster(driverName: string, example: ExampleRequest) {
  return {
    apiVersion: 'management.cattle.io/v3',
    kind: 'Cluster',
    metadata: { name: example.clusterName ?? newClusterName() },
    spec: {
      displayName: example.displayName ?? defaultDisplayName,
      genericEngineConfig: { driverName, ...engineConfig(example) },
    },
  } as const;
}

/** The body of `POST /v3/clusters` for the same cluster; Rancher finds the driver by the name of the field. */
export function exampleApiBody(driverName: string, example: ExampleRequest): Readonly<Record<string, unknown>> {
  const name = example.displayName ?? defaultDisplayName;
  return { type: 'cluster', name, [`${driverName}EngineConfig`]: engineConfig(example) };
}

function engineConfig(example: ExampleRequest): Readonly<Record<string, ExampleValue>> {
  return Object.fromEntries(exampleOptions(example).map(({ key, value }) => [key, value]));
}
