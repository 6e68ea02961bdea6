import { isDeepStrictEqual } from 'node:util';
import { type Json, type JsonObject, isJsonObject } from '../../core/json.js';

/** The path to one field, key by key. A list counts as one field. */
export type FieldPath = readonly string[];

/** The path of every field that an object sets, except those that identify the object. */
export function fieldsOf(object: JsonObject): readonly FieldPath[] {
  const { apiVersion: _apiVersion, kind: _kind, metadata, ...content } = object;
  const { labels, annotations, ownerReferences } = isJsonObject(metadata) ? metadata : {};
  return leaves({ ...content, metadata: { labels, annotations, ownerReferences } }, []);
}

function leaves(value: Json | undefined, path: FieldPath): readonly FieldPath[] {
  if (value === undefined) return [];
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, child]) => leaves(child, [...path, key]));
}

/** Writes fields in the form of `managedFields`: `{"f:data":{"f:colour":{}}}`. */
export function toFieldsV1(paths: readonly FieldPath[]): JsonObject {
  const tree: Record<string, Json> = {};
  for (const path of paths) {
    let node = tree;
    for (const key of path) {
      const child: Record<string, Json> = (node[`f:${key}`] as Record<string, Json> | undefined) ?? {};
      node[`f:${key}`] = child;
      node = child;
    }
  }
  return tree;
}

/** Reads what `toFieldsV1` wrote. */
export function fromFieldsV1(tree: Json | undefined, path: FieldPath = []): readonly FieldPath[] {
  if (!isJsonObject(tree)) return [];
  const entries = Object.entries(tree);
  if (entries.length === 0) return path.length === 0 ? [] : [path];
  return entries.flatMap(([key, child]) => fromFieldsV1(child, [...path, key.replace(/^f:/, '')]));
}

/** Whether `paths` has `path`. */
export function includesPath(paths: readonly FieldPath[], path: FieldPath): boolean {
  return paths.some((each) => isDeepStrictEqual(each, path));
}

/** The object without the field at `path`. */
export function withoutField(object: JsonObject, [key, ...rest]: FieldPath): JsonObject {
  if (key === undefined) return object;
  const child = object[key];
  if (rest.length > 0) return isJsonObject(child) ? { ...object, [key]: withoutField(child, rest) } : object;
  return Object.fromEntries(Object.entries(object).filter(([each]) => each !== key));
}
