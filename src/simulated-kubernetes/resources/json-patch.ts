import { isDeepStrictEqual } from 'node:util';
import { type Json, type JsonObject, isJsonObject } from '../../core/json.js';
import { ApiError, badRequest } from '../objects/api-error.js';

/** Applies a JSON Patch (RFC 6902). @throws ApiError 400 for a malformed patch, 422 for one that cannot be applied */
export function jsonPatch(target: Json, patch: unknown): Json {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: a JSON patch is a list of operations');
  return (patch as readonly unknown[]).reduce<Json>((document, operation) => {
    if (!isJsonObject(operation)) throw badRequest('error decoding patch: an operation is an object');
    return applyOne(document, operation);
  }, target);
}

function applyOne(document: Json, operation: JsonObject): Json {
  const path = pointer(operation.path);
  const value = operation.value;
  switch (operation.op) {
    case 'add':
    case 'replace':
      if (value === undefined) throw badRequest('error decoding patch: the operation needs a value');
      return edit(document, path, { op: operation.op, value });
    case 'remove':
      return edit(document, path, { op: 'remove' });
    case 'copy':
      return edit(document, path, { op: 'add', value: valueAt(document, pointer(operation.from)) });
    case 'move': {
      const from = pointer(operation.from);
      return edit(edit(document, from, { op: 'remove' }), path, { op: 'add', value: valueAt(document, from) });
    }
    case 'test':
      if (!isDeepStrictEqual(valueAt(document, path), value)) throw doesNotFit(path, 'testing value failed');
      return document;
    default:
      throw badRequest('error decoding patch: unknown operation');
  }
}

type Edit = { readonly op: 'add' | 'replace'; readonly value: Json } | { readonly op: 'remove' };

function edit(node: Json, path: readonly string[], change: Edit): Json {
  const [key, ...rest] = path;
  if (key === undefined) return change.op === 'remove' ? null : change.value;
  if (Array.isArray(node)) return editList(node as readonly Json[], key, rest, change);
  if (!isJsonObject(node)) throw doesNotFit(path, 'there is nothing at that path');
  const child = node[key];
  if (rest.length > 0) {
    if (child === undefined) throw doesNotFit(path, 'there is nothing at that path');
    return { ...node, [key]: edit(child, rest, change) };
  }
  if (change.op !== 'add' && child === undefined) throw doesNotFit(path, 'there is nothing at that path');
  if (change.op !== 'remove') return { ...node, [key]: change.value };
  return Object.fromEntries(Object.entries(node).filter(([each]) => each !== key));
}

function editList(list: readonly Json[], key: string, rest: readonly string[], change: Edit): Json {
  const index = key === '-' ? list.length : Number(key);
  const child = list[index];
  const isEnd = change.op === 'add' && rest.length === 0 && index === list.length;
  if (child === undefined && !isEnd) throw doesNotFit([key, ...rest], 'there is nothing at that index');
  if (rest.length > 0) return list.with(index, edit(child ?? null, rest, change));
  if (change.op === 'remove') return list.toSpliced(index, 1);
  return change.op === 'replace' ? list.with(index, change.value) : list.toSpliced(index, 0, change.value);
}

function valueAt(document: Json, path: readonly string[]): Json {
  let value: Json | undefined = document;
  for (const key of path) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(key)];
    else value = isJsonObject(value) ? value[key] : undefined;
  }
  if (value === undefined) throw doesNotFit(path, 'there is nothing at that path');
  return value;
}

function pointer(value: unknown): readonly string[] {
  if (typeof value !== 'string' || (value !== '' && !value.startsWith('/'))) {
    throw badRequest('error decoding patch: a path starts with "/"');
  }
  return value
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function doesNotFit(path: readonly string[], why: string): ApiError {
  return new ApiError(422, 'Invalid', `the server rejected our request: /${path.join('/')}: ${why}`);
}
