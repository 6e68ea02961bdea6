import type { Clock } from './clock.js';
import { DriverError, isDriverError } from './driver-error.js';
import type { KubernetesApi, KubernetesObject } from './kubernetes-api.js';
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

/** What `ensureServiceAccountToken` works with besides the cluster. */
export interface TokenSettings {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Says what is awaited. */
  readonly progress: (message: string) => void;
}

/** What the cluster has of the objects that hold a token. */
interface Found {
  readonly account: KubernetesObject | undefined;
  readonly secrets: readonly KubernetesObject[];
}

const pollMs = 250;
const longestPollMs = 2_000;

/**
 * Returns the token of Rancher's service account in a cluster, as plain text, and makes whatever of namespace, account, role,
 * binding and secret is missing. It does not expire. A second run changes nothing and returns the same token.
 *
 * A run that finds everything costs one round of five requests side by side. A first run takes five rounds, because each
 * object needs what the one before was given: look, namespace, account, secret, token.
 * @throws FORBIDDEN, UNAUTHENTICATED when the credential may not do this; TIMEOUT when no token was filled in in time
 */
export async function ensureServiceAccountToken(api: KubernetesApi, settings: TokenSettings): Promise<string> {
  settings.progress('looking for the service account of Rancher');
  const found = await lookAndGrant(api);
  const ready = readyToken(found);
  if (ready !== undefined) return ready;
  const account = found.account ?? (await createOrRead(api, serviceAccount));
  const secret = usableSecret(found.secrets, account) ?? (await api.create(tokenSecret(account)));
  const [kept, token] = await Promise.all([reference(api, account, secret), awaitToken(api, nameOf(secret), settings)]);
  return kept === nameOf(secret) ? token : awaitToken(api, kept, settings);
}

/** Reads all that may be there at once; creates the namespace, the role and the binding where they are missing. */
async function lookAndGrant(api: KubernetesApi): Promise<Found> {
  const [foundNamespace, account, secrets, role, binding] = await Promise.all([
    api.read('Namespace', namespaceName),
    api.read('ServiceAccount', serviceAccountName, namespaceName),
    api.list('Secret', namespaceName, `${serviceAccountLabel}=${serviceAccountName}`),
    api.read('ClusterRole', clusterRoleName),
    api.read('ClusterRoleBinding', bindingName),
  ]);
  await Promise.all([
    foundNamespace ?? createOrRead(api, namespace),
    role ?? createOrRead(api, clusterRole),
    binding ?? createOrRead(api, clusterRoleBinding),
  ]);
  return { account, secrets };
}

/** The token, where the account already points to a secret that holds one: nothing is left to do then. */
function readyToken({ account, secrets }: Found): string | undefined {
  const secret = account === undefined ? undefined : usableSecret(secrets, account);
  return secret !== undefined && referenceOf(account) === nameOf(secret) ? tokenIn(secret) : undefined;
}

/** The secret to use of those that belong to this very account: the one it points to, else the one that is furthest. */
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

/** Points the account to the secret, and returns the name of the secret that it points to: another run may have been first. */
async function reference(api: KubernetesApi, account: KubernetesObject, secret: KubernetesObject): Promise<string> {
  const name = nameOf(secret);
  if (referenceOf(account) === name) return name;
  try {
    await api.annotate(account, { [secretReference]: `${namespaceName}/${name}` });
    return name;
  } catch (thrown) {
    if (!isDriverError(thrown) || thrown.code !== 'CONFLICT') throw thrown;
  }
  const current = await api.read('ServiceAccount', serviceAccountName, namespaceName);
  const winner = current === undefined ? undefined : referenceOf(current);
  if (current !== undefined && (winner === undefined || winner === referenceOf(account))) {
    return reference(api, current, secret);
  }
  if (winner === undefined) {
    throw new DriverError('CONFLICT', 'make the service account token: the account was deleted meanwhile; try again');
  }
  await api.delete('Secret', name, namespaceName);
  return winner;
}

async function awaitToken(api: KubernetesApi, secretName: string, settings: TokenSettings): Promise<string> {
  settings.progress(`waiting for Kubernetes to fill the token secret ${namespaceName}/${secretName}`);
  for (let waitMs = pollMs; ; waitMs = Math.min(waitMs * 2, longestPollMs)) {
    const secret = await api.read('Secret', secretName, namespaceName);
    if (secret === undefined) {
      const why = `the secret ${namespaceName}/${secretName} was deleted while its token was awaited`;
      throw new DriverError('CONFLICT', `make the service account token: ${why}; try again`);
    }
    const token = tokenIn(secret);
    if (token !== undefined) return token;
    await settings.clock.sleep(waitMs, settings.signal);
  }
}

/** Creates an object; one that came to exist in between is as good. */
async function createOrRead(api: KubernetesApi, object: KubernetesObject): Promise<KubernetesObject> {
  try {
    return await api.create(object);
  } catch (thrown) {
    if (!isDriverError(thrown) || thrown.code !== 'CONFLICT') throw thrown;
    const existing = await api.read(object.kind, nameOf(object), object.metadata.namespace);
    if (existing === undefined) throw thrown;
    return existing;
  }
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
