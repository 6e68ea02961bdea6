import type { container_v1 } from '@googleapis/container';
import { absentIfNotFound } from './absent-if-not-found.js';
import {
  type ClusterLocation,
  clusterPath,
  describeLocation,
  locationPath,
  poolPath,
} from '../options/gke-location.js';
import type { GoogleSession } from './google-session.js';

export type Cluster = container_v1.Schema$Cluster;
export type NodePool = container_v1.Schema$NodePool;
export type Operation = container_v1.Schema$Operation;
export type ServerConfig = container_v1.Schema$ServerConfig;

/** The GKE API for one cluster. Every write starts an operation. Errors are those of `GoogleSession`. */
export class GkeApi {
  private constructor(
    readonly session: GoogleSession,
    readonly location: ClusterLocation,
    private readonly service: container_v1.Container,
  ) {}

  /** Opens the API. This loads Google's client library, which is large. */
  static async open(session: GoogleSession, location: ClusterLocation, endpoint?: string): Promise<GkeApi> {
    const { container } = await import('@googleapis/container');
    const rootUrl = endpoint === undefined ? {} : { rootUrl: endpoint.replace(/\/?$/, '/') };
    // The library takes the client of any credential, but its type names only the most common ones.
    const auth = session.client as unknown as NonNullable<container_v1.Options['auth']>;
    return new GkeApi(session, location, container({ version: 'v1', auth, ...rootUrl }));
  }

  /** The cluster, or undefined where there is none of its name. */
  async findCluster(): Promise<Cluster | undefined> {
    const name = clusterPath(this.location);
    return absentIfNotFound(() =>
      this.session.read(`read ${describeLocation(this.location)}`, (settings) => this.clusters.get({ name }, settings)),
    );
  }

  /** All clusters of the location. */
  async listClusters(): Promise<readonly Cluster[]> {
    const parent = locationPath(this.location);
    const attempted = `list the clusters of ${parent}`;
    const { clusters } = await this.session.read(attempted, (settings) => this.clusters.list({ parent }, settings));
    return clusters ?? [];
  }

  async createCluster(cluster: Cluster): Promise<Operation> {
    const parent = locationPath(this.location);
    return this.session.write(`create ${describeLocation(this.location)}`, (settings) =>
      this.clusters.create({ parent, requestBody: { cluster } }, settings),
    );
  }

  /** Starts to delete the cluster; returns undefined where it is gone. */
  async deleteCluster(): Promise<Operation | undefined> {
    const name = clusterPath(this.location);
    return absentIfNotFound(() =>
      this.session.write(`delete ${describeLocation(this.location)}`, (settings) =>
        this.clusters.delete({ name }, settings),
      ),
    );
  }

  async updateCluster(what: string, update: container_v1.Schema$ClusterUpdate): Promise<Operation> {
    const name = clusterPath(this.location);
    return this.session.write(what, (settings) => this.clusters.update({ name, requestBody: { update } }, settings));
  }

  async setResourceLabels(what: string, requestBody: container_v1.Schema$SetLabelsRequest): Promise<Operation> {
    const name = clusterPath(this.location);
    return this.session.write(what, (settings) => this.clusters.setResourceLabels({ name, requestBody }, settings));
  }

  async setMaintenancePolicy(what: string, policy: container_v1.Schema$MaintenancePolicy): Promise<Operation> {
    const name = clusterPath(this.location);
    return this.session.write(what, (settings) =>
      this.clusters.setMaintenancePolicy({ name, requestBody: { maintenancePolicy: policy } }, settings),
    );
  }

  async setLegacyAbac(what: string, enabled: boolean): Promise<Operation> {
    const name = clusterPath(this.location);
    return this.session.write(what, (settings) =>
      this.clusters.setLegacyAbac({ name, requestBody: { enabled } }, settings),
    );
  }

  async createPool(nodePool: NodePool): Promise<Operation> {
    const parent = clusterPath(this.location);
    return this.session.write(`create the node pool ${nodePool.name ?? ''}`, (settings) =>
      this.clusters.nodePools.create({ parent, requestBody: { nodePool } }, settings),
    );
  }

  /** Starts to delete a pool; returns undefined where it is gone. */
  async deletePool(pool: string): Promise<Operation | undefined> {
    const name = poolPath(this.location, pool);
    return absentIfNotFound(() =>
      this.session.write(`delete the node pool ${pool}`, (settings) =>
        this.clusters.nodePools.delete({ name }, settings),
      ),
    );
  }

  async updatePool(
    what: string,
    pool: string,
    requestBody: container_v1.Schema$UpdateNodePoolRequest,
  ): Promise<Operation> {
    const name = poolPath(this.location, pool);
    return this.session.write(what, (settings) => this.clusters.nodePools.update({ name, requestBody }, settings));
  }

  async setPoolSize(what: string, pool: string, nodeCount: number): Promise<Operation> {
    const name = poolPath(this.location, pool);
    return this.session.write(what, (settings) =>
      this.clusters.nodePools.setSize({ name, requestBody: { nodeCount } }, settings),
    );
  }

  async setPoolAutoscaling(
    what: string,
    pool: string,
    autoscaling: container_v1.Schema$NodePoolAutoscaling,
  ): Promise<Operation> {
    const name = poolPath(this.location, pool);
    return this.session.write(what, (settings) =>
      this.clusters.nodePools.setAutoscaling({ name, requestBody: { autoscaling } }, settings),
    );
  }

  async setPoolManagement(
    what: string,
    pool: string,
    management: container_v1.Schema$NodeManagement,
  ): Promise<Operation> {
    const name = poolPath(this.location, pool);
    return this.session.write(what, (settings) =>
      this.clusters.nodePools.setManagement({ name, requestBody: { management } }, settings),
    );
  }

  /** The operation, or undefined where Google has forgotten it. */
  async findOperation(id: string): Promise<Operation | undefined> {
    const name = `${locationPath(this.location)}/operations/${id}`;
    return absentIfNotFound(() =>
      this.session.read(`read the operation ${id}`, (settings) =>
        this.service.projects.locations.operations.get({ name }, settings),
      ),
    );
  }

  /** The operations on this cluster and its pools that have not ended. */
  async runningOperations(): Promise<readonly Operation[]> {
    const parent = locationPath(this.location);
    const { operations } = await this.session.read(`list the operations of ${parent}`, (settings) =>
      this.service.projects.locations.operations.list({ parent }, settings),
    );
    const target = `/clusters/${this.location.cluster}`;
    return (operations ?? []).filter(
      ({ status, targetLink }) => status !== 'DONE' && `${targetLink ?? ''}/`.includes(`${target}/`),
    );
  }

  /** What GKE offers in the location. */
  async serverConfig(): Promise<ServerConfig> {
    const name = locationPath(this.location);
    return this.session.read(`read what GKE offers in ${this.location.location}`, (settings) =>
      this.service.projects.locations.getServerConfig({ name }, settings),
    );
  }

  private get clusters(): container_v1.Resource$Projects$Locations$Clusters {
    return this.service.projects.locations.clusters;
  }
}
