import { type Json, type JsonObject, isJsonObject } from '../../core/json.js';

/** A reference to an object's owner: the object is deleted with it. */
interface OwnerReference extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly uid: string;
}

/** What every stored object says about itself. */
interface ObjectMeta extends JsonObject {
  readonly name: string;
  readonly namespace?: string;
  readonly uid: string;
  readonly resourceVersion: string;
  readonly creationTimestamp: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly OwnerReference[];
}

/** An object as the API stores and returns it. */
export interface KubernetesObject extends JsonObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMeta;
}

/** An object as a client sends it, not checked yet. */
export interface DraftObject extends JsonObject {
  readonly metadata: JsonObject;
}

/** The value at `path`, one key per part; `undefined` where there is none. */
export function fieldAt(object: JsonObject, ...path: readonly string[]): Json | undefined {
  let value: Json | undefined = object;
  for (const key of path) {
    if (!isJsonObject(value)) return undefined;
    value = value[key];
  }
  return value;
}

/** The text at `path`; "" where there is none. */
export function textAt(object: JsonObject, ...path: readonly string[]): string {
  const value = fieldAt(object, ...path);
  return typeof value === 'string' ? value : '';
}

/** The list of objects at `path`; empty where there is none. */
export function objectsAt(object: JsonObject, ...path: readonly string[]): readonly JsonObject[] {
  const value = fieldAt(object, ...path);
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

/** The texts of a list at `path`; empty where there is none. */
export function textsAt(object: JsonObject, ...path: readonly string[]): readonly string[] {
  const value = fieldAt(object, ...path);
  return Array.isArray(value) ? value.filter((entry): entry is string => typeof entry === 'string') : [];
}
