import fc from 'fast-check';
import type { Field, Type } from '../reflection.ts';
import type { JsonObject, JsonValue } from '../../json.ts';
import { behaves, isDeprecated, isDeprecatedValue } from '../field-rules.ts';

const seconds = fc.integer({ min: 0, max: 4_000_000_000 });

const scalars: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  string: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
  bool: fc.boolean(),
  bytes: fc.uint8Array({ maxLength: 6 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  double: fc.double({ noNaN: true, noDefaultInfinity: true }),
  float: fc.float({ noNaN: true, noDefaultInfinity: true }),
  int32: fc.integer(),
  int64: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
};

const wellKnown: Readonly<Record<string, fc.Arbitrary<JsonValue>>> = {
  '.google.protobuf.Timestamp': seconds.map((time) => new Date(time * 1000).toISOString()),
  '.google.protobuf.Duration': seconds.map((time) => `${String(time)}s`),
  '.google.protobuf.BoolValue': fc.boolean(),
};

/** JSON that is a valid request message of the type, as deep as given. */
export function requestJson(type: Type, depth: number): fc.Arbitrary<JsonObject> {
  const members: Record<string, fc.Arbitrary<JsonValue>> = {};
  const required: string[] = [];
  for (const field of type.fieldsArray) {
    const alone =
      field.partOf === null || field.partOf.fieldsArray.length === 1 || field.partOf.fieldsArray[0] === field;
    if (isDeprecated(field) || behaves(field, 'OUTPUT_ONLY') || !alone) continue;
    const value = fieldJson(field, depth);
    if (value === undefined) continue;
    members[field.name] = value;
    if (behaves(field, 'REQUIRED')) required.push(field.name);
  }
  return fc.record(members, { requiredKeys: required });
}

function fieldJson(field: Field, depth: number): fc.Arbitrary<JsonValue> | undefined {
  const single = singleJson(field, depth);
  if (single === undefined) return undefined;
  if (field.map) return fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), single, { maxKeys: 2 });
  return field.repeated ? fc.array(single, { maxLength: 2 }) : single;
}

function singleJson(field: Field, depth: number): fc.Arbitrary<JsonValue> | undefined {
  const type = field.resolvedType;
  if (type === null) return scalars[field.type];
  if ('values' in type)
    return fc.constantFrom(...Object.keys(type.values).filter((name) => !isDeprecatedValue(type, name)));
  const known = wellKnown[type.fullName];
  if (known !== undefined) return known;
  return depth === 0 && !behaves(field, 'REQUIRED') ? undefined : requestJson(type, depth - 1);
}
