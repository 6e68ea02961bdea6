import type { container_v1 } from '@googleapis/container';
import { GoogleError } from '../http/google-error.ts';
import type { World } from '../world.ts';
import { viewCluster, type ViewSettings } from './cluster-view.ts';
import type { OperationFailure, OperationShape } from './operation-shape.ts';
import { isDone, type Operations, type StoredOperation } from './operations.ts';
import { clusterPath, spokenPath, type StoredCluster, type StoredPool } from './stored-cluster.ts';

/** Where a cluster that has come up can be reached: an address, with a port if need be, and what signs its certificate. */
export interface ClusterBackend {
  readonly endpoint: string;
  readonly caPem: string;
}

/** Gives each new cluster something to be reached at. */
export type FindBackend = (cluster: container_v1.Schema$Cluster) => ClusterBackend | Promise<ClusterBackend>;

/** A change of an existing cluster, begun now and in force when its operation has ended. */
export interface ClusterChange {
  readonly type: string;
  /** The pool that it works on; without one it works on the cluster. */
  readonly pool?: StoredPool | undefined;
  readonly shape: OperationShape;
  readonly apply: () => void;
  /** What a pool or cluster is called while it lasts. */
  readonly meanwhile?: 'RECONCILING' | 'STOPPING' | 'PROVISIONING';
  readonly afterFailure?: (failure: OperationFailure) => void;
}

/** The clusters of the double and the rule of one operation per cluster. */
export class ContainerState {
  readonly clusters: StoredCluster[] = [];
  readonly operations: Operations;
  readonly world: World;
  readonly backend: FindBackend;
  readonly view: ViewSettings;

  constructor(operations: Operations, world: World, backend: FindBackend, view: ViewSettings) {
    this.operations = operations;
    this.world = world;
    this.backend = backend;
    this.view = view;
  }

  /** The time on the double's clock, as the API writes it. */
  now(): string {
    return this.operations.now();
  }

  peek(project: string, location: string, name: string): StoredCluster | undefined {
    return this.clusters.find((each) => each.project === project && each.location === location && each.name === name);
  }

  /**
   * The cluster, whose operation gets on by one step because someone looks.
   * @throws GoogleError NOT_FOUND
   */
  async find(project: string, location: string, name: string): Promise<StoredCluster> {
    const found = this.peek(project, location, name);
    if (found?.busy !== undefined) await this.operations.look(found.busy);
    if (found !== undefined && this.clusters.includes(found)) return found;
    throw new GoogleError('NOT_FOUND', `Not found: ${spokenPath({ project, location, name })}.`);
  }

  /** @throws GoogleError FAILED_PRECONDITION while another operation works on the cluster */
  requireIdle({ busy }: StoredCluster): void {
    if (busy === undefined || isDone(busy)) return;
    throw new GoogleError('FAILED_PRECONDITION', `Cluster is running incompatible operation ${busy.resource.name}.`);
  }

  /** @throws GoogleError ABORTED where the etag is not the cluster's present one */
  requireEtag(cluster: StoredCluster, etag: string | null | undefined): void {
    if (etag === undefined || etag === null || etag === viewCluster(cluster, this.view).etag) return;
    throw new GoogleError('ABORTED', `Etag mismatch: the cluster ${cluster.name} has changed since it was read.`);
  }

  /** Begins the operation of a change; the caller has made sure that nothing else is under way. */
  async change(cluster: StoredCluster, change: ClusterChange): Promise<StoredOperation> {
    const { pool, shape, meanwhile = 'RECONCILING' } = change;
    const before = cluster.resource.status ?? 'RUNNING';
    cluster.resource.status =
      meanwhile === 'PROVISIONING' ? 'RECONCILING' : pool === undefined ? meanwhile : 'RECONCILING';
    if (pool !== undefined) pool.resource.status = meanwhile;
    return this.occupy(cluster, {
      type: change.type,
      target: pool === undefined ? clusterPath(cluster) : `${clusterPath(cluster)}/nodePools/${pool.resource.name}`,
      shape,
      finish: (failure) => {
        cluster.resource.status = failure?.clusterStatus ?? (before === 'RECONCILING' ? 'RUNNING' : before);
        if (pool !== undefined) pool.resource.status = failure === undefined ? 'RUNNING' : 'RUNNING_WITH_ERROR';
        if (failure === undefined) change.apply();
        else change.afterFailure?.(failure);
        if (failure?.clusterStatus !== undefined) blame(cluster, failure);
      },
    });
  }

  /** Begins an operation that keeps all others away from the cluster until it ends. */
  async occupy(
    cluster: StoredCluster,
    start: Pick<Parameters<Operations['begin']>[0], 'type' | 'target' | 'shape' | 'finish'>,
  ): Promise<StoredOperation> {
    const { project, location } = cluster;
    const operation = await this.operations.begin({ project, location, ...start });
    cluster.busy = isDone(operation) ? undefined : operation;
    return operation;
  }
}

/** Writes down what went wrong with a cluster where the API shows it. */
export function blame({ resource }: StoredCluster, { status, message }: OperationFailure): void {
  resource.conditions = [...(resource.conditions ?? []), { canonicalCode: status, message }];
}
