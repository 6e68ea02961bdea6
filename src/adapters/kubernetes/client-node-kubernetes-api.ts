import { DriverError } from '../../core/driver-error.js';
import type {
  ConnectKubernetes,
  KubernetesApi,
  KubernetesKind,
  KubernetesObject,
} from '../../core/contract/kubernetes-api.js';
import { KubernetesTransport } from './kubernetes-transport.js';

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
    // The server counts: it returns one node and the number of those that remain. It may leave that number out although
    // more remain.
    const first = await this.page(attempted, '/api/v1/nodes?limit=1');
    if (first.next === undefined) return first.items.length;
    if (first.remaining !== undefined) return first.items.length + first.remaining;
    return (await this.all(attempted, '/api/v1/nodes')).length;
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
    const [group] = placeOf[kind];
    // Items of a list come without their kind.
    const apiVersion = group.replace(/^\/apis?\//, '');
    return (await this.all(attempted, path)).map((item) => ({ ...(item as KubernetesObject), kind, apiVersion }));
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

  /** The whole list at a path, page by page. */
  private async all(attempted: string, path: string): Promise<readonly unknown[]> {
    const items: unknown[] = [];
    let next: string | undefined = '';
    for (let pages = 0; next !== undefined; pages++) {
      if (pages === mostPages) throw new DriverError('UNAVAILABLE', { attempted, why: 'the list has no end' });
      const token: string = next === '' ? '' : `&continue=${encodeURIComponent(next)}`;
      const page = await this.page(
        attempted,
        `${path}${path.includes('?') ? '&' : '?'}limit=${String(pageSize)}${token}`,
      );
      items.push(...page.items);
      ({ next } = page);
    }
    return items;
  }

  /** One page of a list; an empty one where there is no such list. */
  private async page(attempted: string, path: string): Promise<Page> {
    const { status, body } = await this.transport.send({ attempted, method: 'GET', path });
    return status === 404 ? { items: [] } : pageIn(attempted, body);
  }
}

/** A part of a list. */
interface Page {
  readonly items: readonly unknown[];
  /** What to ask with for the next page. */
  readonly next?: string;
  /** How many items follow, where the server says so. */
  readonly remaining?: number;
}

const pageSize = 500;
const mostPages = 200;

function pageIn(attempted: string, body: unknown): Page {
  const list = body as {
    items?: unknown;
    metadata?: { remainingItemCount?: unknown; continue?: unknown } | null;
  } | null;
  if (!Array.isArray(list?.items)) throw senseless(attempted);
  const { remainingItemCount: remaining, continue: next } = list.metadata ?? {};
  return {
    items: list.items,
    ...(typeof next === 'string' && next !== '' ? { next } : {}),
    ...(typeof remaining === 'number' ? { remaining } : {}),
  };
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
