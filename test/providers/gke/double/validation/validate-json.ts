import type { Enum, Field, Type } from './reflection.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../json.ts';
import { behaves, hasPresence, isDeprecated, isDeprecatedValue } from './field-rules.ts';
import { below, type Problem, protoPath } from './problem.ts';
import { isDefaultJson, isScalarJson } from './scalar-json.ts';
import { wellKnownTypes } from './well-known-json.ts';

/** Who wrote the JSON that is validated, and what it may therefore hold. */
export interface ValidationRules {
  /** A request sets no field that only the server sets, and every field that the proto calls required. */
  readonly side: 'request' | 'answer';
  /** Answers in the shape of today's API still carry what is deprecated. */
  readonly deprecatedAllowed: boolean;
  /** Fields of the request itself that its path has bound already. */
  readonly bound: readonly string[];
}

/** The JSON without what says nothing (zero values), and the object that protobufjs makes the message of. */
export interface ValidatedJson {
  readonly problems: readonly Problem[];
  readonly json: JsonObject;
  readonly wire: JsonObject;
}

interface Read {
  readonly json: JsonValue;
  readonly wire: JsonValue;
}

/** Reads JSON as one of Google's messages, noting everything that is wrong with it instead of stopping at the first. */
export function validateJson(type: Type, value: unknown, rules: ValidationRules): ValidatedJson {
  const problems: Problem[] = [];
  const { json, wire } = new JsonValidator(rules, problems).message(type, value, '');
  return { problems, json, wire };
}

class JsonValidator {
  private readonly rules: ValidationRules;
  private readonly problems: Problem[];

  constructor(rules: ValidationRules, problems: Problem[]) {
    this.rules = rules;
    this.problems = problems;
  }

  message(type: Type, value: unknown, path: string): { json: JsonObject; wire: JsonObject } {
    const json: JsonObject = {};
    const wire: JsonObject = {};
    if (!isJsonObject(value)) {
      this.mistyped(path, `type.googleapis.com/${type.fullName.slice(1)}`, value);
      return { json, wire };
    }
    for (const [name, member] of Object.entries(value)) {
      const field = type.fields[name];
      if (field === undefined) this.unknown(path, name);
      else this.member(field, member, below(path, name), json, wire);
    }
    this.oneofs(type, value, path);
    this.required(type, value, path);
    return { json, wire };
  }

  private member(field: Field, value: JsonValue, path: string, json: JsonObject, wire: JsonObject): void {
    if (isDeprecated(field) && !this.rules.deprecatedAllowed) {
      this.note('deprecated', path, `Field '${protoPath(path)}' is deprecated in google.container.v1.`);
    }
    if (behaves(field, 'OUTPUT_ONLY') && this.rules.side === 'request') {
      this.note('output-only', path, `Field '${protoPath(path)}' is output only: the server would ignore it.`);
    }
    const read = this.field(field, value, path);
    if (read === undefined) return;
    wire[field.name] = read.wire;
    const empty = (field.repeated && (read.json as JsonValue[]).length === 0) || (field.map && isEmpty(read.json));
    const silent =
      !field.repeated && !field.map && !hasPresence(field) && isScalar(field) && isDefault(field, read.json);
    if (!empty && !silent) json[field.name] = read.json;
  }

  private field(field: Field, value: JsonValue, path: string): Read | undefined {
    if (field.map) return this.map(field, value, path);
    if (!field.repeated) return this.single(field, value, path);
    if (!Array.isArray(value)) {
      this.mistyped(path, 'a list', value);
      return undefined;
    }
    const items = value.map((item, index) => this.single(field, item, `${path}[${String(index)}]`));
    const read = items.filter((item) => item !== undefined);
    return { json: read.map(({ json }) => json), wire: read.map(({ wire }) => wire) };
  }

  private map(field: Field, value: JsonValue, path: string): Read | undefined {
    if (!isJsonObject(value)) {
      this.mistyped(path, 'a map', value);
      return undefined;
    }
    const json: JsonObject = {};
    const wire: JsonObject = {};
    for (const [key, entry] of Object.entries(value)) {
      const read = this.single(field, entry, `${path}["${key}"]`);
      if (read === undefined) continue;
      json[key] = read.json;
      wire[key] = read.wire;
    }
    return { json, wire };
  }

  private single(field: Field, value: JsonValue, path: string): Read | undefined {
    const type = field.resolvedType;
    if (type === null) return this.scalar(field.type, value, path);
    if ('values' in type) return this.enumValue(type, value, path);
    const wellKnown = wellKnownTypes[type.fullName];
    if (wellKnown === undefined) return this.message(type, value, path);
    const wire = wellKnown(value);
    if (wire !== undefined) return { json: value, wire };
    this.mistyped(path, `type.googleapis.com/${type.fullName.slice(1)}`, value);
    return undefined;
  }

  private scalar(type: string, value: JsonValue, path: string): Read | undefined {
    // A float's wire form holds less than JSON's number: rounded here, it comes back as it went.
    if (isScalarJson(type, value)) return { json: value, wire: type === 'float' ? Math.fround(Number(value)) : value };
    this.mistyped(path, `TYPE_${type.toUpperCase()}`, value);
    return undefined;
  }

  private enumValue(type: Enum, value: JsonValue, path: string): Read | undefined {
    const name = `type.googleapis.com/${type.fullName.slice(1)}`;
    if (typeof value !== 'string' || type.values[value] === undefined) {
      this.note('enum', path, `Invalid value at '${protoPath(path)}' (${name}), ${JSON.stringify(value)}`);
      return undefined;
    }
    if (isDeprecatedValue(type, value) && !this.rules.deprecatedAllowed) {
      this.note('deprecated', path, `Value '${value}' of '${protoPath(path)}' (${name}) is deprecated.`);
    }
    return { json: value, wire: value };
  }

  private oneofs(type: Type, value: JsonObject, path: string): void {
    for (const oneof of type.oneofsArray) {
      const [, second] = oneof.fieldsArray.filter(({ name }) => name in value);
      if (second === undefined) continue;
      const field = below(path, second.name);
      this.note(
        'oneof',
        field,
        `Invalid value at '${protoPath(field)}' (oneof), oneof field '${oneof.name}' is already set.`,
      );
    }
  }

  private required(type: Type, value: JsonObject, path: string): void {
    for (const field of type.fieldsArray) {
      if (!behaves(field, 'REQUIRED') || (path === '' && this.rules.bound.includes(field.name))) continue;
      const given = value[field.name];
      if (given !== undefined && given !== '') continue;
      const missing = below(path, field.name);
      this.note('missing', missing, `Missing required field '${protoPath(missing)}'.`);
    }
  }

  private unknown(path: string, name: string): void {
    const at = path === '' ? '' : ` at '${protoPath(path)}'`;
    this.note(
      'unknown',
      below(path, name),
      `Invalid JSON payload received. Unknown name "${name}"${at}: Cannot find field.`,
    );
  }

  private mistyped(path: string, wanted: string, value: unknown): void {
    this.note('type', path, `Invalid value at '${protoPath(path)}' (${wanted}), ${JSON.stringify(value)}`);
  }

  private note(kind: Problem['kind'], field: string, message: string): void {
    this.problems.push({ kind, field, message });
  }
}

function isEmpty(value: JsonValue): boolean {
  return isJsonObject(value) && Object.keys(value).length === 0;
}

function isScalar(field: Field): boolean {
  return field.resolvedType === null || 'values' in field.resolvedType;
}

function isDefault(field: Field, value: JsonValue): boolean {
  const type = field.resolvedType;
  return type !== null && 'values' in type ? type.values[value as string] === 0 : isDefaultJson(value);
}
