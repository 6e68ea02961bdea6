import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { type JsonObject, isJsonObject } from '../../core/json.js';
import { type KubernetesObject, textAt } from '../objects/kubernetes-object.js';
import type { ObjectStore } from '../objects/object-store.js';
import { kinds } from '../objects/resource-kinds.js';
import { type User, serviceAccountUser } from './user.js';

/** Signs the tokens of service accounts and checks them against the stored objects. */
export interface ServiceAccountTokens {
  /** Signs a token without expiry that is valid as long as `secret` and `account` exist. */
  sign(account: KubernetesObject, secret: KubernetesObject): Promise<string>;
  /** The user of a token; `undefined` where the token is forged, or its secret or service account does not exist. */
  verify(token: string): Promise<User | undefined>;
}

const issuer = 'kubernetes/serviceaccount';

/** Claim names of the tokens in secrets, as `k8s.io/kubernetes/pkg/serviceaccount/legacy.go` writes them. */
const claim = (name: string): string => `kubernetes.io/serviceaccount/${name}`;

/** Makes a signer with a P-256 key of its own. The JWT library is loaded when the first token is needed. */
export function serviceAccountTokens(store: ObjectStore): ServiceAccountTokens {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    async sign(account, secret) {
      const { SignJWT } = await import('jose');
      const { name, uid, namespace = '' } = account.metadata;
      return new SignJWT({
        [claim('namespace')]: namespace,
        [claim('secret.name')]: secret.metadata.name,
        [claim('service-account.name')]: name,
        [claim('service-account.uid')]: uid,
      })
        .setProtectedHeader({ alg: 'ES256' })
        .setIssuer(issuer)
        .setSubject(`system:serviceaccount:${namespace}:${name}`)
        .setJti(randomUUID())
        .sign(privateKey);
    },
    async verify(token) {
      const { jwtVerify } = await import('jose');
      const payload: unknown = await jwtVerify(token, publicKey, { issuer, algorithms: ['ES256'] }).then(
        (verified) => verified.payload,
        () => undefined,
      );
      return isJsonObject(payload) ? userOf(store, payload, token) : undefined;
    },
  };
}

function userOf(store: ObjectStore, payload: JsonObject, token: string): User | undefined {
  const namespace = textAt(payload, claim('namespace'));
  const secret = store.find(kinds.secrets, namespace, textAt(payload, claim('secret.name')));
  const account = store.find(kinds.serviceAccounts, namespace, textAt(payload, claim('service-account.name')));
  if (secret === undefined || account === undefined) return undefined;
  if (account.metadata.uid !== textAt(payload, claim('service-account.uid'))) return undefined;
  if (textAt(secret, 'data', 'token') !== Buffer.from(token).toString('base64')) return undefined;
  return serviceAccountUser(namespace, account.metadata.name, account.metadata.uid);
}
