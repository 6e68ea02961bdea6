import type { AccessTokens } from './auth/access-tokens.ts';
import type { ExternalAccountFile, Federation } from './auth/federation.ts';
import type { ServiceAccountKey } from './auth/service-account-key.ts';
import type { ServiceAccounts } from './auth/service-accounts.ts';
import { type ComputeResource, type ComputeState } from './compute/compute-state.ts';
import { type LeftoverOwner, leftoversOf } from './compute/leftovers.ts';
import { viewCluster } from './container/cluster-view.ts';
import type { ContainerState } from './container/container-state.ts';
import { seedCluster, type SeededCluster } from './container/seed-cluster.ts';
import type { StoredCluster } from './container/stored-cluster.ts';
import type { Fault } from './faults/fault.ts';
import type { FaultPlan } from './faults/fault-plan.ts';
import { occupy } from './faults/fault-world.ts';
import type { RequestPipeline, RequestHooks } from './http/request-pipeline.ts';
import { type CallCounts, countCalls, type LoggedRequest, type Violation } from './http/request-log.ts';
import type { World } from './world.ts';

/** Where a client finds each API; none ends in a slash. */
export interface DoubleEndpoints {
  /** The root of every API: container, compute (below `/compute/v1`), Service Usage and Resource Manager. */
  readonly root: string;
  /** What the keys of `makeKey` name as their `token_uri`. */
  readonly token: string;
  /** `host:port` for `GCE_METADATA_HOST`. */
  readonly metadataHost: string;
}

/** What a running double is made of. */
export interface DoubleParts {
  readonly endpoints: DoubleEndpoints;
  readonly hooks: RequestHooks;
  readonly state: ContainerState;
  readonly compute: ComputeState;
  readonly pipeline: RequestPipeline;
  readonly plan: FaultPlan;
  readonly accounts: ServiceAccounts;
  readonly federation: Federation;
  readonly tokens: AccessTokens;
  readonly close: () => Promise<void>;
}

/** A running double of Google's cloud: what a test sees of it, and what it can do to it. */
export class GoogleDouble implements AsyncDisposable {
  readonly endpoints: DoubleEndpoints;
  readonly world: World;
  /** May be set and replaced at any time. */
  readonly hooks: RequestHooks;
  private readonly parts: DoubleParts;

  constructor(parts: DoubleParts) {
    this.parts = parts;
    this.endpoints = parts.endpoints;
    this.world = parts.state.world;
    this.hooks = parts.hooks;
  }

  /** Everything that was asked, in order of arrival. */
  get requests(): readonly LoggedRequest[] {
    return this.parts.pipeline.requests;
  }

  /** Requests that the API's contract does not allow; a test ends by asserting that there are none. */
  get violations(): readonly Violation[] {
    return this.parts.pipeline.violations;
  }

  /** Where the double itself went wrong: `stop` throws these. */
  get bugs(): readonly unknown[] {
    return this.parts.pipeline.bugs;
  }

  /** Faults that were scripted and have not come to pass. */
  get pendingFaults(): readonly Fault[] {
    return this.parts.plan.pending;
  }

  /** How often what was called since the start, or since `forgetRequests`. */
  calls(): CallCounts {
    return countCalls(this.requests);
  }

  /** Forgets what was asked until now, so that the next part of a test is counted alone. */
  forgetRequests(): void {
    this.parts.pipeline.requests.length = 0;
  }

  /** What exists now, as the API would show it, without anyone having looked. */
  snapshot() {
    const { state, compute } = this.parts;
    return structuredClone({
      clusters: state.clusters.map((cluster) => viewCluster(cluster, state.view)),
      operations: state.operations.all.map(({ resource }) => resource),
      resources: compute.resources.map((resource) => compute.pathOf(resource)),
    });
  }

  /** Adds faults; each counts from now. */
  script(...faults: readonly Fault[]): void {
    this.parts.plan.add(...faults);
  }

  clearFaults(): void {
    this.parts.plan.clear();
  }

  /** A new key of a service account, whose file a driver is given. */
  makeKey(account = 'driver'): ServiceAccountKey {
    return this.parts.accounts.makeKey(account);
  }

  /** The key is refused from now on, and so are the tokens of its account. */
  revokeKey({ id, email }: Pick<ServiceAccountKey, 'id' | 'email'>): void {
    this.parts.accounts.revoke(id);
    this.parts.tokens.expireAll(email);
  }

  /** The token that an identity from elsewhere proves itself with; the test writes it into a file. */
  get subjectToken(): string {
    return this.parts.federation.subjectToken;
  }

  /** The configuration of such an identity, which names that file and holds nothing secret. */
  externalAccount(subjectTokenFile: string): ExternalAccountFile {
    return this.parts.federation.configuration(`${this.endpoints.root}/v1/token`, subjectTokenFile);
  }

  /** Every access token handed out so far is refused from now on. */
  expireTokens(): void {
    this.parts.tokens.expireAll();
  }

  /** The account of an access token that is alive: for an API server that is to accept it. */
  accountOf(token: string): string | undefined {
    return this.parts.tokens.accountOf(token);
  }

  /** Puts a cluster into the world, running unless it says otherwise. */
  async seed(cluster: SeededCluster): Promise<void> {
    await seedCluster(this.parts.state, cluster);
  }

  /** Google begins work of its own on a cluster; answers the operation's name. */
  async occupy(location: string, cluster: string, type = 'UPGRADE_MASTER', polls?: number): Promise<string> {
    return occupy(this.parts.state, this.cluster(location, cluster), type, polls);
  }

  /** An autoscaler gives a pool so many machines in each of its zones. */
  scale(location: string, cluster: string, pool: string, nodesPerZone: number): void {
    const found = this.cluster(location, cluster).pools.find(({ resource }) => resource.name === pool);
    if (found === undefined) throw new Error(`double: there is no pool ${pool} in ${cluster}`);
    found.nodesPerZone = nodesPerZone;
  }

  /** Workloads of a cluster have made a load balancer and a disk that its deletion does not take away. */
  leaveBehind(owner: LeftoverOwner): void {
    for (const resource of leftoversOf(this.world, owner)) this.addResource(resource);
  }

  addResource(resource: ComputeResource): void {
    this.parts.compute.add(resource);
  }

  /** Ends every operation that is under way. */
  async finishOperations(): Promise<void> {
    const { operations } = this.parts.state;
    for (const operation of operations.all) await operations.end(operation);
  }

  /**
   * Ends the double.
   * @throws AggregateError where the double itself went wrong, such as with an answer that Google's protos refuse
   */
  async stop(): Promise<void> {
    await this.parts.close();
    if (this.bugs.length > 0) throw new AggregateError(this.bugs, `the double has bugs: ${this.bugs.join('; ')}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private cluster(location: string, name: string): StoredCluster {
    const found = this.parts.state.peek(this.world.project, location, name);
    if (found !== undefined) return found;
    throw new Error(`double: there is no cluster ${name} in ${location}`);
  }
}
