import type { Background } from './background.js';
import { accountNameAnnotation, tokenSecretType } from '../objects/object-rules.js';
import { type KubernetesObject, fieldAt, textAt } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import { kinds } from '../objects/resource-kinds.js';
import type { ServiceAccountTokens } from '../access/service-account-tokens.js';

/** What the controller needs besides the store. */
export interface TokenControllerOptions {
  readonly tokens: ServiceAccountTokens;
  /** PEM, for `ca.crt`. */
  readonly caCertificate: string;
  /** How long the controller waits before it fills a token secret, in milliseconds. */
  readonly delayMs: number;
  /** Whether the controller fills tokens at the moment. */
  isOn(): boolean;
}

/** The annotation that binds a token secret to one service account by its uid, and not only by its name. */
const accountUidAnnotation = 'kubernetes.io/service-account.uid';

/**
 * Fills the secrets of type `kubernetes.io/service-account-token` a moment after their creation, and deletes those whose
 * service account is deleted, as `k8s.io/kubernetes/pkg/controller/serviceaccount/tokens_controller.go` does.
 */
export function runTokenController(store: ObjectStore, background: Background, options: TokenControllerOptions): void {
  store.subscribe(({ type, kind, object }) => {
    if (kind === kinds.secrets && type !== 'DELETED' && isUnfilled(object)) {
      background.later(options.delayMs, () => fill(store, background, object, options));
    }
    if (kind === kinds.serviceAccounts && type === 'DELETED') {
      background.later(0, () => {
        deleteTokensOf(store, object);
      });
    }
  });
}

function isUnfilled(secret: KubernetesObject): boolean {
  return secret.type === tokenSecretType && textAt(secret, 'data', 'token') === '';
}

/** How long a controller that is off waits before it looks again, in milliseconds. */
const retryMs = 250;

async function fill(
  store: ObjectStore,
  background: Background,
  { metadata }: KubernetesObject,
  options: TokenControllerOptions,
): Promise<void> {
  const namespace = metadata.namespace ?? '';
  const secret = store.find(kinds.secrets, namespace, metadata.name);
  if (secret === undefined || !isUnfilled(secret)) return;
  if (!options.isOn()) {
    background.later(retryMs, () => fill(store, background, secret, options));
    return;
  }
  const account = store.find(kinds.serviceAccounts, namespace, accountName(secret));
  const boundUid = textAt(secret, 'metadata', 'annotations', accountUidAnnotation);
  if (account === undefined || (boundUid !== '' && boundUid !== account.metadata.uid)) {
    store.delete(kinds.secrets, namespace, metadata.name);
    return;
  }
  const token = await options.tokens.sign(account, secret);
  const latest = store.find(kinds.secrets, namespace, metadata.name);
  if (latest?.metadata.uid !== secret.metadata.uid) return;
  const data = { 'ca.crt': options.caCertificate, namespace, token };
  const encoded = Object.entries(data).map(([key, value]) => [key, Buffer.from(value).toString('base64')]);
  const annotations = { ...latest.metadata.annotations, [accountUidAnnotation]: account.metadata.uid };
  const current = fieldAt(latest, 'data');
  store.replace(kinds.secrets, {
    ...latest,
    metadata: { ...latest.metadata, annotations },
    data: { ...(current as object | undefined), ...(Object.fromEntries(encoded) as Record<string, string>) },
  });
}

function deleteTokensOf(store: ObjectStore, account: KubernetesObject): void {
  for (const secret of store.list(kinds.secrets, account.metadata.namespace)) {
    const bound = textAt(secret, 'metadata', 'annotations', accountUidAnnotation);
    const isItsToken = secret.type === tokenSecretType && accountName(secret) === account.metadata.name;
    if (isItsToken && (bound === '' || bound === account.metadata.uid)) {
      store.delete(kinds.secrets, secret.metadata.namespace ?? '', secret.metadata.name);
    }
  }
}

function accountName(secret: KubernetesObject): string {
  return textAt(secret, 'metadata', 'annotations', accountNameAnnotation);
}
