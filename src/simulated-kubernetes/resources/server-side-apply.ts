import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '../../core/json.js';
import { ApiError } from '../objects/api-error.js';
import { type FieldPath, fieldsOf, fromFieldsV1, includesPath, toFieldsV1, withoutField } from './field-set.js';
import { type KubernetesObject, fieldAt, objectsAt, textAt } from '../objects/kubernetes-object.js';
import { mergePatch } from './merge-patch.js';

/** The manager that applies, and whether it may take fields from others. */
export interface Applier {
  readonly manager: string;
  readonly force: boolean;
  readonly now: Date;
}

/**
 * Applies `wanted` to `stored`: sets its fields, deletes the fields that the same manager applied before and leaves out
 * now, and records the manager in `managedFields`. Only fields of managers that apply are tracked, and a list counts as one
 * field.
 * @throws ApiError 409 when another manager applied one of the fields with another value, unless forced
 */
export function serverSideApply(
  stored: KubernetesObject | undefined,
  wanted: JsonObject,
  applier: Applier,
): JsonObject {
  const fields = fieldsOf(wanted);
  const entries = stored === undefined ? [] : objectsAt(stored, 'metadata', 'managedFields');
  const isMine = (entry: JsonObject): boolean => textAt(entry, 'manager') === applier.manager;
  const others = entries.filter((entry) => !isMine(entry));
  if (stored !== undefined && !applier.force) refuseConflicts(stored, wanted, fields, others);

  const kept = others.flatMap((entry) => reduced(entry, applier.force ? fields : []));
  const ownedByOthers = kept.flatMap((entry) => fromFieldsV1(entry.fieldsV1));
  const before = entries.filter(isMine).flatMap((entry) => fromFieldsV1(entry.fieldsV1));
  const dropped = before.filter((path) => !includesPath(fields, path) && !includesPath(ownedByOthers, path));
  const base = dropped.reduce<JsonObject>(withoutField, stored ?? {});

  const { metadata: wantedMetadata, ...content } = wanted;
  const { managedFields: _ignored, ...metadata } = wantedMetadata as JsonObject;
  const merged = mergePatch(base, { ...content, metadata }) as JsonObject;
  const mine = {
    manager: applier.manager,
    operation: 'Apply',
    apiVersion: textAt(wanted, 'apiVersion'),
    time: entries.find(isMine)?.time ?? `${applier.now.toISOString().slice(0, 19)}Z`,
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(fields),
  };
  return { ...merged, metadata: { ...(merged.metadata as JsonObject), managedFields: [...kept, mine] } };
}

function reduced(entry: JsonObject, taken: readonly FieldPath[]): readonly JsonObject[] {
  const left = fromFieldsV1(entry.fieldsV1).filter((path) => !includesPath(taken, path));
  return left.length === 0 ? [] : [{ ...entry, fieldsV1: toFieldsV1(left) }];
}

function refuseConflicts(
  stored: KubernetesObject,
  wanted: JsonObject,
  fields: readonly FieldPath[],
  others: readonly JsonObject[],
): void {
  const causes = others.flatMap((entry) => {
    const owned = fromFieldsV1(entry.fieldsV1);
    return fields
      .filter((path) => includesPath(owned, path))
      .filter((path) => !isDeepStrictEqual(fieldAt(stored, ...path), fieldAt(wanted, ...path)))
      .map((path) => ({
        reason: 'FieldManagerConflict',
        message: `conflict with "${textAt(entry, 'manager')}" using ${textAt(entry, 'apiVersion')}`,
        field: `.${path.join('.')}`,
      }));
  });
  if (causes.length === 0) return;
  const list = causes.map((cause) => `${cause.message}: ${cause.field}`).join(', ');
  const message = `Apply failed with ${String(causes.length)} conflict${causes.length === 1 ? '' : 's'}: ${list}`;
  throw new ApiError(409, 'Conflict', message, { causes });
}
