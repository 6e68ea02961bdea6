import { setImmediate } from 'node:timers/promises';
import { DriverError } from '../../src/core/driver-error.js';
import type {
  ConnectKubernetes,
  KubernetesApi,
  KubernetesKind,
  KubernetesObject,
} from '../../src/core/contract/kubernetes-api.js';

/** One request, as a test reads it: `read Secret cattle-system/demo`. */
type Request = string;

export interface FakeKubernetesSettings {
  /** When the token controller fills the token secrets. */
  readonly fills: 'at once' | 'when told' | 'never';
}

interface Stored extends KubernetesObject {
  readonly metadata: KubernetesObject['metadata'] & { readonly name: string; readonly uid: string };
}

const tokenType = 'kubernetes.io/service-account-token';
const ownerName = 'kubernetes.io/service-account.name';
const ownerUid = 'kubernetes.io/service-account.uid';

/** A cluster's API over objects in memory: resource versions, conflicts, generated names, owner references, token secrets. */
export class FakeKubernetesApi implements KubernetesApi {
  /** Every request since the last `forget`, in order. */
  requests: Request[] = [];
  /** How often something was asked when nothing was on its way: what runs side by side is one round. */
  rounds = 0;
  /** How many connections are open. */
  open = 0;
  /** The signal that the API was last opened with. */
  signal: AbortSignal | undefined;
  /** Called before a request is answered; whatever it throws is the answer. */
  before: (request: Request) => void | Promise<void> = () => undefined;
  private readonly objects = new Map<string, Stored>();
  private counter = 0;
  private inFlight = 0;

  constructor(private readonly settings: FakeKubernetesSettings) {}

  readonly connect: ConnectKubernetes = (_access, signal) => {
    this.open++;
    this.signal = signal;
    return Promise.resolve(this);
  };

  version(): Promise<string> {
    return this.answer('version', () => '1.34.1');
  }

  countNodes(): Promise<number> {
    return this.answer('count nodes', () => 3);
  }

  read(kind: KubernetesKind, name: string, namespace?: string): Promise<KubernetesObject | undefined> {
    return this.answer(`read ${key(kind, name, namespace)}`, () => this.objects.get(key(kind, name, namespace)));
  }

  list(kind: KubernetesKind, namespace: string, labelSelector: string): Promise<readonly KubernetesObject[]> {
    const [label = '', value] = labelSelector.split('=');
    return this.answer(`list ${kind} ${namespace}`, () =>
      this.all(kind).filter(({ metadata }) => metadata.namespace === namespace && metadata.labels?.[label] === value),
    );
  }

  create(object: KubernetesObject): Promise<KubernetesObject> {
    const { kind, metadata } = object;
    return this.answer(
      `create ${key(kind, metadata.name ?? `${metadata.generateName ?? ''}*`, metadata.namespace)}`,
      () => this.put(object),
    );
  }

  annotate(object: KubernetesObject, annotations: Readonly<Record<string, string | null>>): Promise<KubernetesObject> {
    const { kind, metadata } = object;
    const at = key(kind, metadata.name ?? '', metadata.namespace);
    return this.answer(`annotate ${at}`, () => {
      const current = this.objects.get(at);
      if (current?.metadata.resourceVersion !== metadata.resourceVersion || current === undefined) throw conflict(at);
      const all = Object.entries({ ...current.metadata.annotations, ...annotations });
      const left = Object.fromEntries(all.filter((entry): entry is [string, string] => entry[1] !== null));
      return this.store(at, { ...current, metadata: { ...current.metadata, annotations: left } });
    });
  }

  delete(kind: KubernetesKind, name: string, namespace?: string): Promise<void> {
    return this.answer(`delete ${key(kind, name, namespace)}`, () => {
      this.drop(kind, name, namespace);
    });
  }

  close(): Promise<void> {
    this.open--;
    return Promise.resolve();
  }

  /** Forgets what was asked so far. */
  forget(): void {
    this.requests = [];
    this.rounds = 0;
  }

  /** All objects of a kind, behind the API's back. */
  all(kind: KubernetesKind): readonly Stored[] {
    return [...this.objects.values()].filter((object) => object.kind === kind);
  }

  /** Stores an object behind the API's back, as it stands. */
  put(object: KubernetesObject): Stored {
    const { kind, metadata } = object;
    const name = metadata.name ?? `${metadata.generateName ?? ''}${(++this.counter).toString(36).padStart(5, '0')}`;
    const at = key(kind, name, metadata.namespace);
    if (this.objects.has(at)) throw conflict(at);
    if (metadata.namespace !== undefined && !this.objects.has(key('Namespace', metadata.namespace))) {
      throw new DriverError('CONFLICT', { attempted: `create ${at}`, why: 'its namespace is gone' });
    }
    const stored = this.store(at, { ...object, metadata: { ...metadata, name, uid: `uid-${String(++this.counter)}` } });
    return object.type === tokenType && this.settings.fills === 'at once' ? (this.fill(stored) ?? stored) : stored;
  }

  /** Deletes an object and what it owns, behind the API's back. */
  drop(kind: KubernetesKind, name: string, namespace?: string): void {
    const gone = this.objects.get(key(kind, name, namespace));
    if (gone === undefined) return;
    this.objects.delete(key(kind, name, namespace));
    for (const { kind: otherKind, metadata } of [...this.objects.values()]) {
      const owned = metadata.ownerReferences?.some(({ uid }) => uid === gone.metadata.uid) === true;
      const within = kind === 'Namespace' && metadata.namespace === name;
      if (owned || within) this.drop(otherKind, metadata.name, metadata.namespace);
    }
  }

  /** Does the work of the token controller for every secret that waits for it. */
  fillAll(): void {
    for (const secret of this.all('Secret')) if (secret.data?.token === undefined) this.fill(secret);
  }

  private fill(secret: Stored): Stored | undefined {
    const { name, namespace, annotations } = secret.metadata;
    const account = this.objects.get(key('ServiceAccount', annotations?.[ownerName] ?? '', namespace));
    if (account === undefined) return undefined;
    const data = { token: Buffer.from(`token-of-${name}`).toString('base64') };
    const filled = { ...annotations, [ownerUid]: account.metadata.uid };
    const at = key('Secret', name, namespace);
    return this.store(at, { ...secret, data, metadata: { ...secret.metadata, annotations: filled } });
  }

  private store(at: string, object: Stored): Stored {
    const resourceVersion = String(++this.counter);
    const stored = { ...object, metadata: { ...object.metadata, resourceVersion } };
    this.objects.set(at, stored);
    return stored;
  }

  private async answer<T>(request: Request, work: () => T): Promise<T> {
    if (this.inFlight === 0) this.rounds++;
    this.inFlight++;
    this.requests.push(request);
    try {
      await setImmediate();
      this.signal?.throwIfAborted();
      await this.before(request);
      return work();
    } finally {
      this.inFlight--;
    }
  }
}

function key(kind: KubernetesKind, name: string, namespace?: string): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

function conflict(what: string): DriverError {
  return new DriverError('CONFLICT', { attempted: `write ${what}`, why: 'it exists already or has changed' });
}
