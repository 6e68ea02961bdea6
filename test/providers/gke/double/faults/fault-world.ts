import type { container_v1 } from '@googleapis/container';
import type { AccessTokens } from '../auth/access-tokens.ts';
import type { ServiceAccounts } from '../auth/service-accounts.ts';
import { readResourceName } from '../container/container-call.ts';
import { blame, type ContainerState } from '../container/container-state.ts';
import { seedCluster } from '../container/seed-cluster.ts';
import { clusterPath, type StoredCluster } from '../container/stored-cluster.ts';
import { isJsonObject } from '../json.ts';
import type { FaultAction } from './fault.ts';

/** What a fault can change before a request is dealt with. */
export interface FaultWorld {
  readonly state: ContainerState;
  readonly tokens: AccessTokens;
  readonly accounts: ServiceAccounts;
}

/** What a fault does to the world just before the request; nothing where it works in another way. */
export async function changeWorld(
  action: FaultAction,
  path: string,
  body: unknown,
  { state, tokens, accounts }: FaultWorld,
): Promise<void> {
  switch (action.kind) {
    case 'expire-tokens':
      tokens.expireAll();
      return;
    case 'revoke-keys':
      accounts.revokeAll();
      tokens.expireAll();
      return;
    case 'busy':
      await occupy(state, targetOf(state, path), action.type ?? 'UPGRADE_MASTER', action.polls, action.unseen);
      return;
    case 'cluster-broken': {
      const cluster = targetOf(state, path);
      cluster.resource.status = action.clusterStatus;
      blame(cluster, { status: action.status ?? 'INTERNAL', message: action.message });
      return;
    }
    case 'cluster-gone':
      state.clusters.splice(state.clusters.indexOf(targetOf(state, path)), 1);
      return;
    case 'conflict':
      await seedSameName(state, path, body, action.owner);
      return;
    default:
      return;
  }
}

/** Work on a cluster that nobody asked for, such as an automatic upgrade. */
export async function occupy(
  state: ContainerState,
  cluster: StoredCluster,
  type: string,
  polls: number | undefined,
  unseen = false,
): Promise<string> {
  if (!unseen) cluster.resource.status = 'RECONCILING';
  const operation = await state.occupy(cluster, {
    type,
    target: clusterPath(cluster),
    shape: polls === undefined ? {} : { polls },
    finish: () => {
      cluster.resource.status = 'RUNNING';
    },
  });
  return operation.resource.name;
}

/** The cluster that a path is about: by its own name, or by that of an operation on it. */
function targetOf(state: ContainerState, path: string): StoredCluster {
  const { project, location, cluster, operation } = readResourceName(path.replace(/^\/v1\//, '').replace(/:\w+$/, ''));
  const work = state.operations.all.find(({ resource }) => resource.name === operation);
  const name = work === undefined ? cluster : readResourceName(work.target).cluster;
  const found = state.peek(project, location, name);
  if (found === undefined) throw new Error(`double: the fault on ${path} finds no cluster there`);
  return found;
}

async function seedSameName(
  state: ContainerState,
  path: string,
  body: unknown,
  owner: 'ours' | 'foreign',
): Promise<void> {
  const { project, location } = readResourceName(path.replace(/^\/v1\//, ''));
  const asked = isJsonObject(body) ? (body.cluster as container_v1.Schema$Cluster | undefined) : undefined;
  const cluster = owner === 'ours' ? asked : { ...asked, resourceLabels: { team: 'somebody-else' } };
  await seedCluster(state, { project, location, cluster: cluster ?? {} });
}
