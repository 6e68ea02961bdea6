import { DriverError, isDriverError } from '../driver-error.js';
import type { KubernetesApi, KubernetesObject } from '../contract/kubernetes-api.js';
import {
  bindingName,
  clusterRole,
  clusterRoleBinding,
  clusterRoleName,
  namespace,
  namespaceName,
  ownerUidAnnotation,
  secretReference,
  serviceAccount,
  serviceAccountLabel,
  serviceAccountName,
  tokenSecret,
  tokenSecretType,
} from './service-account-objects.js';
import type { RunningOperation } from '../running-operation.js';

/** The objects of the token that the cluster has already. */
interface Found {
  readonly account: KubernetesObject | undefined;
  readonly secrets: readonly KubernetesObject[];
}

const pollMs = 250;
const longestPollMs = 2_000;

/**
 * How often the objects are read again after a conflict: others, Rancher included, may change them at the same time.
 */
const maxReads = 10;

/**
 * Returns the token of Rancher's service account in a cluster, as plain text. Creates the namespace, account, role,
 * binding and secret where they are missing. The token does not expire. A second run changes nothing and returns the
 * same token.
 *
 * A run that finds everything makes one round of five parallel requests. A first run takes five rounds, because each
 * object needs the one before: read, namespace, account, secret, token. Of several runs at once, the one that points
 * the account to its secret first wins; the others read again, use that secret, and delete those that they made.
 * @throws FORBIDDEN, UNAUTHENTICATED where the credential may not do this; TIMEOUT where Kubernetes fills in no token
 * in time
 */
export async function ensureServiceAccountToken(api: KubernetesApi, running: RunningOperation): Promise<string> {
  running.progress('looking for the service account of Rancher');
  const made = new Set<string>();
  for (let reads = 0; reads < maxReads; reads++) {
    const found = await readAndGrant(api);
    const token = readyToken(found) ?? (await claimToken(api, found, made, running));
    if (token !== undefined) return token;
    await deleteUnusedSecrets(api, made);
  }
  throw new DriverError('CONFLICT', {
    attempted: 'make the service account token',
    why: 'the account keeps changing meanwhile',
    whatToDo: 'try again',
  });
}

/** Reads all objects at once; creates the namespace, the role and the binding where they are missing. */
async function readAndGrant(api: KubernetesApi): Promise<Found> {
  const [foundNamespace, account, secrets, role, binding] = await Promise.all([
    api.read('Namespace', namespaceName),
    api.read('ServiceAccount', serviceAccountName, namespaceName),
    api.list('Secret', namespaceName, `${serviceAccountLabel}=${serviceAccountName}`),
    api.read('ClusterRole', clusterRoleName),
    api.read('ClusterRoleBinding', bindingName),
  ]);
  await Promise.all([
    foundNamespace ?? createIfMissing(api, namespace),
    role ?? createIfMissing(api, clusterRole),
    binding ?? createIfMissing(api, clusterRoleBinding),
  ]);
  return { account, secrets };
}

/** The token, where the account already points to a secret that holds one. */
function readyToken({ account, secrets }: Found): string | undefined {
  const secret = account === undefined ? undefined : usableSecret(secrets, account);
  return secret !== undefined && referenceOf(account) === nameOf(secret) ? tokenIn(secret) : undefined;
}

/**
 * Makes the account and the secret where they are missing, and points the account to the secret. Returns undefined
 * where another run was faster; the caller then reads again.
 */
async function claimToken(
  api: KubernetesApi,
  found: Found,
  made: Set<string>,
  running: RunningOperation,
): Promise<string | undefined> {
  const account = found.account ?? (await unlessConflict(api.create(serviceAccount)));
  if (account === undefined) return undefined;
  const secret = usableSecret(found.secrets, account) ?? (await api.create(tokenSecret(account)));
  const name = nameOf(secret);
  if (!found.secrets.includes(secret)) made.add(name);
  const lost = new AbortController();
  try {
    const waiting = awaitToken(api, name, { ...running, signal: AbortSignal.any([running.signal, lost.signal]) });
    // A failed wait matters only where this run gets the account. It is awaited below then.
    waiting.catch(() => undefined);
    if (!(await pointToSecret(api, account, name))) return undefined;
    return await waiting;
  } finally {
    lost.abort();
  }
}

/** Chooses a secret of this account: the one that it points to, else one that holds a token, else the first. */
function usableSecret(secrets: readonly KubernetesObject[], account: KubernetesObject): KubernetesObject | undefined {
  const own = secrets.filter((secret) => {
    const uid = secret.metadata.annotations?.[ownerUidAnnotation];
    return secret.type === tokenSecretType && (uid === undefined || uid === account.metadata.uid);
  });
  return (
    own.find((secret) => nameOf(secret) === referenceOf(account)) ??
    own.find((secret) => tokenIn(secret) !== undefined) ??
    own[0]
  );
}

/** Points the account to the secret. False where the account was changed since it was read. */
async function pointToSecret(api: KubernetesApi, account: KubernetesObject, secretName: string): Promise<boolean> {
  if (referenceOf(account) === secretName) return true;
  const reference = { [secretReference]: `${namespaceName}/${secretName}` };
  return (await unlessConflict(api.annotate(account, reference))) !== undefined;
}

/** Deletes the secrets that this run made and that the account does not point to. */
async function deleteUnusedSecrets(api: KubernetesApi, made: Set<string>): Promise<void> {
  if (made.size === 0) return;
  const account = await api.read('ServiceAccount', serviceAccountName, namespaceName);
  const winner = referenceOf(account);
  if (winner === undefined) return;
  for (const name of made) {
    if (name !== winner) await api.delete('Secret', name, namespaceName);
    made.delete(name);
  }
}

async function awaitToken(api: KubernetesApi, secretName: string, running: RunningOperation): Promise<string> {
  running.progress(`waiting for Kubernetes to fill the token secret ${namespaceName}/${secretName}`);
  for (let waitMs = pollMs; ; waitMs = Math.min(waitMs * 2, longestPollMs)) {
    const secret = await readSecret(api, secretName);
    if (secret === undefined) {
      const why = `the secret ${namespaceName}/${secretName} was deleted while its token was awaited`;
      throw new DriverError('CONFLICT', { attempted: 'make the service account token', why, whatToDo: 'try again' });
    }
    const token = secret === 'unavailable' ? undefined : tokenIn(secret);
    if (token !== undefined) return token;
    await running.clock.sleep(waitMs, running.signal);
  }
}

/**
 * Reads a secret. A control plane that has just started may be unavailable for a moment, which is no reason to give up.
 */
async function readSecret(api: KubernetesApi, name: string): Promise<KubernetesObject | 'unavailable' | undefined> {
  try {
    return await api.read('Secret', name, namespaceName);
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'UNAVAILABLE') return 'unavailable';
    throw thrown;
  }
}

/** Returns the written object, or undefined after a conflict. */
async function unlessConflict(write: Promise<KubernetesObject>): Promise<KubernetesObject | undefined> {
  try {
    return await write;
  } catch (thrown) {
    if (isDriverError(thrown) && thrown.code === 'CONFLICT') return undefined;
    throw thrown;
  }
}

/** Creates an object. One that exists by now is success. */
async function createIfMissing(api: KubernetesApi, object: KubernetesObject): Promise<void> {
  await unlessConflict(api.create(object));
}

function referenceOf(account: KubernetesObject | undefined): string | undefined {
  const [inNamespace, name] = account?.metadata.annotations?.[secretReference]?.split('/') ?? [];
  return inNamespace === namespaceName ? name : undefined;
}

function tokenIn(secret: KubernetesObject): string | undefined {
  const encoded = secret.data?.token;
  return encoded === undefined || encoded === '' ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function nameOf(object: KubernetesObject): string {
  return object.metadata.name ?? '';
}
