import { randomInt } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, isJsonObject } from '../../core/json.js';
import { ApiError, badRequest, conflict, notFound } from '../objects/api-error.js';
import { type DraftObject, type KubernetesObject, textAt } from '../objects/kubernetes-object.js';
import { withRules, withStatusOf } from '../objects/object-rules.js';
import type { ObjectStore } from '../objects/object-store.js';
import { type ResourceKind, apiVersionOf } from '../objects/resource-kind.js';
import { kinds } from '../objects/resource-kinds.js';

/** The target of a write: the kind, the namespace ("" for kinds without), and whether it is a dry run. */
export interface WriteTarget {
  readonly kind: ResourceKind;
  readonly namespace: string;
  readonly dryRun: boolean;
}

/** Reads a request's body as an object of the target's kind and namespace. @throws ApiError 400 */
export function readDraft(body: unknown, { kind, namespace }: WriteTarget): DraftObject {
  if (!isJsonObject(body)) throw badRequest('the object provided is unrecognized: it is not an object');
  const apiVersion = apiVersionOf(kind);
  const given = `${textAt(body, 'apiVersion') || apiVersion}/${textAt(body, 'kind') || kind.kind}`;
  if (given !== `${apiVersion}/${kind.kind}`) {
    throw badRequest(`${given} in version "${kind.version}" cannot be handled as a ${kind.kind}`);
  }
  const metadata = isJsonObject(body.metadata) ? body.metadata : {};
  const itsNamespace = textAt(metadata, 'namespace');
  if (itsNamespace !== '' && itsNamespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  return {
    ...body,
    apiVersion,
    kind: kind.kind,
    metadata: { ...metadata, ...(namespace === '' ? {} : { namespace }) },
  };
}

/**
 * Stores a new object.
 * @throws ApiError 404 where its namespace does not exist, 403 while that ends, 409 if the object exists, 422
 */
export function createObject(store: ObjectStore, target: WriteTarget, draft: DraftObject): KubernetesObject {
  const { kind, namespace, dryRun } = target;
  if (kind.namespaced) refuseWithoutNamespace(store, namespace, kind);
  const { resourceVersion: _version, uid: _uid, ...metadata } = draft.metadata;
  const prefix = textAt(metadata, 'generateName');
  const generated = textAt(metadata, 'name') === '' && prefix !== '' ? { name: prefix + randomSuffix() } : {};
  const complete = withRules(kind, { ...draft, metadata: { ...metadata, ...generated } });
  if (!dryRun) return store.insert(kind, complete);
  if (store.find(kind, namespace, textAt(complete, 'metadata', 'name')) === undefined) {
    return {
      ...complete,
      metadata: { ...complete.metadata, uid: '', resourceVersion: '' },
    } as unknown as KubernetesObject;
  }
  return store.insert(kind, complete);
}

/**
 * Stores a new version of an object. A write that changes nothing keeps the stored version.
 * @throws ApiError 404, 409 Conflict on a stale version or another identity, 422
 */
export function updateObject(
  store: ObjectStore,
  { kind, namespace, dryRun }: WriteTarget,
  name: string,
  subresource: string,
  draft: DraftObject,
): KubernetesObject {
  const before = store.get(kind, namespace, name);
  if (textAt(draft, 'metadata', 'name') !== name) {
    throw badRequest('the name of the object does not match the name on the URL');
  }
  const uid = textAt(draft, 'metadata', 'uid');
  if (uid !== '' && uid !== before.metadata.uid) {
    const why = `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${before.metadata.uid}`;
    throw conflict(kind, name, why);
  }
  const managedFields = draft.metadata.managedFields ?? before.metadata.managedFields;
  const owned = managedFields === undefined ? draft : { ...draft, metadata: { ...draft.metadata, managedFields } };
  const complete = subresource === 'status' ? withStatusOf(before, owned) : withRules(kind, owned, before);
  const version = textAt(draft, 'metadata', 'resourceVersion');
  const isCurrent = version === '' || version === before.metadata.resourceVersion;
  if (isCurrent && isDeepStrictEqual(contentOf(complete), contentOf(before))) return before;
  if (dryRun && isCurrent) {
    return { ...complete, metadata: { ...complete.metadata, ...identityOf(before) } } as unknown as KubernetesObject;
  }
  return store.replace(kind, complete);
}

function identityOf({ metadata }: KubernetesObject): JsonObject {
  const { uid, creationTimestamp, resourceVersion } = metadata;
  return { uid, creationTimestamp, resourceVersion };
}

function contentOf(object: DraftObject): JsonObject {
  const { resourceVersion: _version, uid: _uid, creationTimestamp: _created, ...metadata } = object.metadata;
  return { ...object, metadata };
}

function refuseWithoutNamespace(store: ObjectStore, name: string, kind: ResourceKind): void {
  const namespace = store.find(kinds.namespaces, '', name);
  if (namespace === undefined) throw notFound(kinds.namespaces, name);
  if (textAt(namespace, 'status', 'phase') !== 'Terminating') return;
  const why = `unable to create new content in namespace ${name} because it is being terminated`;
  throw new ApiError(403, 'Forbidden', `${kind.plural} is forbidden: ${why}`, {
    kind: kind.plural,
    causes: [
      { reason: 'NamespaceTerminating', message: `namespace ${name} is being terminated`, field: 'metadata.namespace' },
    ],
  });
}

/** Letters and digits that form no words, as in `k8s.io/apimachinery/pkg/util/rand`. */
const suffixLetters = 'bcdfghjklmnpqrstvwxz2456789';

function randomSuffix(): string {
  return Array.from({ length: 5 }, () => suffixLetters.charAt(randomInt(suffixLetters.length))).join('');
}
