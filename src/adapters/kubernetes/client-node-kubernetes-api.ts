import { DriverError } from '../../core/driver-error.js';
import type {
  ConnectKubernetes,
  KubernetesApi,
  KubernetesKind,
  KubernetesObject,
} from '../../core/contract/kubernetes-api.js';
import { type KubernetesAnswer, KubernetesTransport } from './kubernetes-transport.js';

/** Where objects of a kind live, before and after the namespace. */
const placeOf: Readonly<Record<KubernetesKind, readonly [group: string, resource: string]>> = {
  Namespace: ['/api/v1', 'namespaces'],
  ServiceAccount: ['/api/v1', 'serviceaccounts'],
  Secret: ['/api/v1', 'secrets'],
  ClusterRole: ['/apis/rbac.authorization.k8s.io/v1', 'clusterroles'],
  ClusterRoleBinding: ['/apis/rbac.authorization.k8s.io/v1', 'clusterrolebindings'],
  Event: ['/api/v1', 'events'],
};

/** Opens a cluster's API with the official Kubernetes client, which is large: load this module when it is called. */
export const connectWithClientNode: ConnectKubernetes = async (access, signal) =>
  new ClientNodeKubernetesApi(await KubernetesTransport.open(access, signal));

/** The Kubernetes API through the official client. */
class ClientNodeKubernetesApi implements KubernetesApi {
  constructor(private readonly transport: KubernetesTransport) {}

  async version(): Promise<string> {
    const { body } = await this.transport.send({ attempted: 'read the version', method: 'GET', path: '/version' });
    const gitVersion = (body as { gitVersion?: unknown } | null)?.gitVersion;
    if (typeof gitVersion !== 'string') throw senseless('read the version');
    // Clouds append a build of their own: v1.34.1-gke.1829001.
    return gitVersion.replace(/^v/, '');
  }

  async countNodes(): Promise<number> {
    const attempted = 'count the nodes';
    const path = '/api/v1/nodes';
    // The server counts: it returns one node and the number of those that remain. It may leave that number out although
    // more remain.
    const first = nodeList(attempted, await this.transport.send({ attempted, method: 'GET', path: `${path}?limit=1` }));
    if (first.more && first.remaining === undefined) {
      return nodeList(attempted, await this.transport.send({ attempted, method: 'GET', path })).count;
    }
    return first.count + (first.remaining ?? 0);
  }

  async read(kind: KubernetesKind, name: string, namespace?: string): Promise<KubernetesObject | undefined> {
    const attempted = `read ${kind} ${name}`;
    const { status, body } = await this.transport.send({
      attempted,
      method: 'GET',
      path: pathOf(kind, namespace, name),
    });
    return status === 404 ? undefined : asObject(attempted, body);
  }

  async list(kind: KubernetesKind, namespace: string, labelSelector: string): Promise<readonly KubernetesObject[]> {
    const attempted = `list ${kind} objects in ${namespace}`;
    const path = `${pathOf(kind, namespace)}?labelSelector=${encodeURIComponent(labelSelector)}`;
    const { status, body } = await this.transport.send({ attempted, method: 'GET', path });
    if (status === 404) return [];
    const items = (body as { items?: unknown } | null)?.items;
    if (!Array.isArray(items)) throw senseless(attempted);
    const [group] = placeOf[kind];
    // Items of a list come without their kind.
    return items.map((item: KubernetesObject) => ({ ...item, kind, apiVersion: group.replace(/^\/apis?\//, '') }));
  }

  async create(object: KubernetesObject): Promise<KubernetesObject> {
    const { kind, metadata } = object;
    const attempted = `create ${kind} ${metadata.name ?? metadata.generateName ?? ''}`;
    const path = pathOf(kind, metadata.namespace);
    const { status, body } = await this.transport.send({ attempted, method: 'POST', path, body: object });
    if (status === 404) throw gone(attempted, metadata.namespace);
    return asObject(attempted, body);
  }

  async annotate(
    object: KubernetesObject,
    annotations: Readonly<Record<string, string | null>>,
  ): Promise<KubernetesObject> {
    const { kind, metadata } = object;
    const attempted = `annotate ${kind} ${metadata.name ?? ''}`;
    const path = pathOf(kind, metadata.namespace, metadata.name);
    const patch = { metadata: { annotations, resourceVersion: metadata.resourceVersion } };
    const { status, body } = await this.transport.send({ attempted, method: 'PATCH', path, body: patch });
    if (status === 404) throw gone(attempted, metadata.namespace);
    return asObject(attempted, body);
  }

  async delete(kind: KubernetesKind, name: string, namespace?: string): Promise<void> {
    await this.transport.send({
      attempted: `delete ${kind} ${name}`,
      method: 'DELETE',
      path: pathOf(kind, namespace, name),
    });
  }

  async close(): Promise<void> {
    await this.transport.close();
  }
}

function nodeList(attempted: string, { body }: KubernetesAnswer): { count: number; more: boolean; remaining?: number } {
  const list = body as { items?: unknown; metadata?: { remainingItemCount?: number; continue?: string } | null } | null;
  if (!Array.isArray(list?.items)) throw senseless(attempted);
  const { remainingItemCount: remaining, continue: next = '' } = list.metadata ?? {};
  return { count: list.items.length, more: next !== '', ...(remaining === undefined ? {} : { remaining }) };
}

function pathOf(kind: KubernetesKind, namespace: string | undefined, name?: string): string {
  const [group, resource] = placeOf[kind];
  const within = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return `${group}${within}/${resource}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

function asObject(attempted: string, body: unknown): KubernetesObject {
  const metadata = (body as { metadata?: unknown } | null)?.metadata;
  if (typeof metadata !== 'object' || metadata === null) throw senseless(attempted);
  return body as KubernetesObject;
}

function senseless(attempted: string): DriverError {
  return new DriverError('UNAVAILABLE', { attempted, why: 'the answer is not one of a Kubernetes API server' });
}

function gone(attempted: string, namespace: string | undefined): DriverError {
  return new DriverError('CONFLICT', {
    attempted,
    why: `it, or its namespace ${namespace ?? ''}, was deleted meanwhile`,
    whatToDo: 'try again',
  });
}
