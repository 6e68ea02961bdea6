import { type JsonObject, isJsonObject } from '../../core/json.js';
import { type ApiAnswer, type ApiRequest, json } from '../requests/api-answer.js';
import { ApiError, badRequest, conflict } from '../objects/api-error.js';
import { orphanDependents } from '../controllers/garbage-collector.js';
import { jsonPatch } from './json-patch.js';
import { type KubernetesObject, textAt } from '../objects/kubernetes-object.js';
import { mergePatch, strategicMergePatch } from './merge-patch.js';
import { terminateNamespace } from '../controllers/namespace-controller.js';
import type { ObjectStore } from '../objects/object-store.js';
import { type WriteTarget, createObject, readDraft, updateObject } from './object-writes.js';
import { type ResourceRequest, isTrue } from '../requests/request-info.js';
import type { ResourceKind } from '../objects/resource-kind.js';
import { kinds } from '../objects/resource-kinds.js';
import { namespaceOf, presenter } from './resource-reads.js';
import { matcherOf } from '../objects/selectors.js';
import { serverSideApply } from './server-side-apply.js';

/** A write request to one kind. */
export interface ResourceWrite {
  readonly store: ObjectStore;
  readonly kind: ResourceKind;
  readonly info: ResourceRequest;
  readonly request: ApiRequest;
}

/** POST: makes an object. */
export async function create(write: ResourceWrite): Promise<ApiAnswer> {
  const target = targetOf(write);
  const draft = readDraft(await write.request.body(), target);
  return json(presenter(write.store, write.kind, write.request)(createObject(write.store, target, draft)), 201);
}

/** PUT: replaces an object. */
export async function update(write: ResourceWrite): Promise<ApiAnswer> {
  const { store, info, kind, request } = write;
  const target = targetOf(write);
  const draft = readDraft(await request.body(), target);
  return json(presenter(store, kind, request)(updateObject(store, target, info.name, info.subresource, draft)));
}

/** PATCH of all four types. An apply of an object that does not exist creates it. */
export async function patch(write: ResourceWrite): Promise<ApiAnswer> {
  const { store, info, kind, request } = write;
  const target = targetOf(write);
  const body = await request.body();
  const present = presenter(store, kind, request);
  const stored = store.find(kind, target.namespace, info.name);
  if (/^application\/apply-patch\+(yaml|json)/.test(request.contentType)) {
    const applied = readDraft(applyPatch(write, body, stored), target);
    if (stored === undefined) return json(present(createObject(store, target, applied)), 201);
    return json(present(updateObject(store, target, info.name, info.subresource, applied)));
  }
  const before = store.get(kind, target.namespace, info.name);
  const patched = readDraft(patchedBy(request.contentType, before, body), target);
  return json(present(updateObject(store, target, info.name, info.subresource, patched)));
}

function patchedBy(contentType: string, before: KubernetesObject, body: unknown): unknown {
  const type = contentType.split(';')[0]?.trim();
  if (type === 'application/json-patch+json') return jsonPatch(before, body);
  if (!isJsonObject(body)) throw badRequest('error decoding patch: it is not an object');
  if (type === 'application/merge-patch+json') return mergePatch(before, body);
  if (type === 'application/strategic-merge-patch+json') return strategicMergePatch(before, body);
  throw new ApiError(415, 'UnsupportedMediaType', `the body of the request was in an unknown format: ${contentType}`);
}

function applyPatch(
  { info, request, store }: ResourceWrite,
  body: unknown,
  stored: KubernetesObject | undefined,
): JsonObject {
  const manager = request.query.get('fieldManager') ?? '';
  if (manager === '') throw badRequest('PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value');
  if (!isJsonObject(body)) throw badRequest('error decoding YAML: it is not an object');
  if (textAt(body, 'metadata', 'name') !== info.name)
    throw badRequest('metadata.name does not match the name on the URL');
  return serverSideApply(stored, body, { manager, force: isTrue(request.query.get('force')), now: store.now() });
}

/** DELETE of one object. Answers with a Status, or with the namespace where a namespace is being deleted. */
export async function remove(write: ResourceWrite): Promise<ApiAnswer> {
  const { store, kind, info, request } = write;
  const { namespace, dryRun } = targetOf(write);
  const object = store.get(kind, namespace, info.name);
  const options = await request.body();
  const given = isJsonObject(options) ? options : {};
  const uid = textAt(given, 'preconditions', 'uid');
  if (uid !== '' && uid !== object.metadata.uid) throw conflict(kind, info.name, 'the UID in the precondition differs');
  const isDryRun = dryRun || (Array.isArray(given.dryRun) && given.dryRun.includes('All'));
  if (kind === kinds.namespaces) return json(isDryRun ? object : terminateNamespace(store, object));
  if (!isDryRun) {
    const policy = textAt(given, 'propagationPolicy') || request.query.get('propagationPolicy');
    if (policy === 'Orphan') orphanDependents(store, object);
    store.delete(kind, namespace, info.name);
  }
  const details = { name: info.name, ...(kind.group === '' ? {} : { group: kind.group }), kind: kind.plural };
  const status = { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
  return json({ ...status, details: { ...details, uid: object.metadata.uid } });
}

/** DELETE of every object that matches. */
export function removeMany(write: ResourceWrite): ApiAnswer {
  const { store, kind, request } = write;
  const { namespace, dryRun } = targetOf(write);
  const items = store.list(kind, namespace).filter(matcherOf(kind, request.query));
  for (const object of dryRun ? [] : items) {
    if (kind === kinds.namespaces) terminateNamespace(store, object);
    else store.delete(kind, object.metadata.namespace ?? '', object.metadata.name);
  }
  const metadata = { resourceVersion: String(store.revision) };
  return json({ kind: `${kind.kind}List`, apiVersion: 'v1', metadata, items });
}

function targetOf({ kind, info, request }: ResourceWrite): WriteTarget {
  const dryRun = request.query.getAll('dryRun').includes('All');
  return { kind, namespace: namespaceOf(kind, info), dryRun };
}
