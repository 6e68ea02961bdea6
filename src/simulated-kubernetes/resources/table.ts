import type { JsonObject } from '../../core/json.js';
import { ageSince } from '../objects/age.js';
import type { KubernetesObject } from '../objects/kubernetes-object.js';
import type { Column, ResourceKind } from '../objects/resource-kind.js';

const nameColumn: Column = {
  name: 'Name',
  type: 'string',
  description: 'Name of the object.',
  cell: (object) => object.metadata.name,
};

const ageColumn: Column = {
  name: 'Age',
  type: 'string',
  description: 'Time since the object was made.',
  cell: (object, now) => ageSince(object.metadata.creationTimestamp, now),
};

/** Whether the client asks for a `Table`, as `kubectl get` does. */
export function wantsTable(accept: string): boolean {
  return /;\s*as=Table/.test(accept);
}

/**
 * Returns objects as rows of a `meta.k8s.io/v1` Table. `includeObject` is the query parameter of that name: `None`,
 * `Metadata` (the default) or `Object`.
 */
export function toTable(
  kind: ResourceKind,
  objects: readonly KubernetesObject[],
  listMetadata: JsonObject,
  includeObject: string | null,
  now: Date,
): JsonObject {
  const columns = [nameColumn, ...kind.columns, ageColumn];
  return {
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata: listMetadata,
    columnDefinitions: columns.map((column) => ({
      name: column.name,
      type: column.type,
      format: column === nameColumn ? 'name' : '',
      description: column.description,
      priority: column.wide === true ? 1 : 0,
    })),
    rows: objects.map((object) => ({
      cells: columns.map((column) => column.cell(object, now)),
      ...rowObject(object, includeObject),
    })),
  };
}

function rowObject(object: KubernetesObject, includeObject: string | null): JsonObject {
  if (includeObject === 'None') return {};
  if (includeObject === 'Object') return { object };
  return {
    object: { kind: 'PartialObjectMetadata', apiVersion: 'meta.k8s.io/v1', metadata: object.metadata },
  };
}
