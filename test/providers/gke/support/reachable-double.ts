import { type ControlPlane, startControlPlane } from '../../../../src/simulated-kubernetes/control-plane.js';
import type { ClusterBackend } from '../double/container/container-state.js';
import type { DoubleSettings } from '../double/double-settings.js';
import { type GoogleDouble, startGoogleDouble } from '../double/google-double.js';

type Cluster = ReturnType<GoogleDouble['snapshot']>['clusters'][number];

/** A double whose clusters can be reached. */
export interface ReachableDouble extends AsyncDisposable {
  readonly google: GoogleDouble;
  /** How many clusters the double has. */
  countClusters(): number;
}

/**
 * Starts a double and, behind each cluster that it makes, a control plane of the mock provider with as many nodes as the double
 * says. Who has an access token of the double's is an administrator there, as the driver's account is in GKE.
 */
export async function startReachableDouble(
  settings: Omit<DoubleSettings, 'clusterBackend'> = {},
): Promise<ReachableDouble> {
  const planes = new Map<string, ControlPlane>();
  const google: GoogleDouble = await startGoogleDouble({ ...settings, clusterBackend: backendOf });
  google.hooks.after = () => {
    for (const cluster of google.snapshot().clusters) {
      planes.get(cluster.name ?? '')?.apply({ nodeCount: nodesOf(cluster) });
    }
    return undefined;
  };

  async function backendOf({ name = '' }: { readonly name?: string | null }): Promise<ClusterBackend> {
    const cluster = name ?? '';
    const plane = await startControlPlane({
      cluster,
      userOfToken: (token) => {
        const account = google.accountOf(token);
        return account === undefined
          ? undefined
          : { name: account, groups: ['system:masters', 'system:authenticated'] };
      },
    });
    await planes.get(cluster)?.stop();
    planes.set(cluster, plane);
    return { endpoint: new URL(plane.endpoint).host, caPem: plane.caCertificate };
  }

  return {
    google,
    countClusters: () => google.snapshot().clusters.length,
    [Symbol.asyncDispose]: async () => {
      for (const plane of planes.values()) await plane.stop();
      await google.stop();
    },
  };
}

function nodesOf({ nodePools = [] }: Cluster): number {
  return nodePools
    .map(({ initialNodeCount, locations }) => (initialNodeCount ?? 0) * (locations?.length ?? 1))
    .reduce((sum, count) => sum + count, 0);
}
