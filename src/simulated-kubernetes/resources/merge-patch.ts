import { type Json, type JsonObject, isJsonObject } from '../../core/json.js';

/** Applies a JSON merge patch (RFC 7386): null deletes, objects merge, all else replaces. */
export function mergePatch(target: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  return mergeObjects(target, patch, mergePatch);
}

/** The lists that are merged by a key of their entries, in the kinds of this API (`patchMergeKey` in `k8s.io/api`). */
const mergeKeys: Readonly<Record<string, string>> = {
  addresses: 'type',
  conditions: 'type',
  containers: 'name',
  imagePullSecrets: 'name',
  ownerReferences: 'uid',
  secrets: 'name',
};

/** Applies a strategic merge patch: a merge patch in which some lists are merged by a key, and keys with `$` are directives. */
export function strategicMergePatch(target: Json | undefined, patch: Json, field = ''): Json {
  if (Array.isArray(patch)) return mergeLists(target, patch as readonly Json[], field);
  if (!isJsonObject(patch)) return patch;
  if (patch.$patch === 'replace') return withoutDirectives(patch);
  return mergeObjects(target, withoutDirectives(patch), strategicMergePatch);
}

function mergeObjects(
  target: Json | undefined,
  patch: JsonObject,
  merge: (target: Json | undefined, patch: Json, field: string) => Json,
): JsonObject {
  const merged: Record<string, Json | undefined> = isJsonObject(target) ? { ...target } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) Reflect.deleteProperty(merged, key);
    else if (value !== undefined) merged[key] = merge(merged[key], value, key);
  }
  return merged;
}

function mergeLists(target: Json | undefined, patch: readonly Json[], field: string): Json {
  const key = mergeKeys[field];
  if (key === undefined || !Array.isArray(target)) return patch;
  const sameAs = (a: Json) => (b: Json) => isJsonObject(a) && isJsonObject(b) && a[key] === b[key];
  return patch.reduce<readonly Json[]>((list, entry) => {
    const stored = list.find(sameAs(entry));
    if (isJsonObject(entry) && entry.$patch === 'delete') return list.filter((each) => each !== stored);
    if (stored === undefined) return [...list, entry];
    return list.with(list.indexOf(stored), strategicMergePatch(stored, entry));
  }, target);
}

function withoutDirectives(patch: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(patch).filter(([key]) => !key.startsWith('$')));
}
