import { isDeepStrictEqual } from 'node:util';
import type { Type } from './reflection.ts';
import type { JsonObject } from '../json.ts';
import { validateJson, type ValidationRules } from './validate-json.ts';
import type { Problem } from './problem.ts';

const names = { enums: String, longs: String, bytes: String } as const;

/**
 * Reads JSON as one of Google's messages, then lets the message type itself verify, encode and decode what was read: a
 * value that its wire form does not hold is a problem too.
 */
export function validateMessage(
  type: Type,
  value: unknown,
  rules: ValidationRules,
): { readonly problems: readonly Problem[]; readonly json: JsonObject } {
  const { problems, json, wire } = validateJson(type, value, rules);
  if (problems.length > 0) return { problems, json };
  const message = type.fromObject(wire);
  const refusal = type.verify(message);
  if (refusal !== null) return { problems: [{ kind: 'wire', field: '', message: refusal }], json };
  const back = type.decode(type.encode(message).finish());
  if (isDeepStrictEqual(type.toObject(back, names), type.toObject(message, names))) return { problems, json };
  return { problems: [{ kind: 'wire', field: '', message: `${type.name} changes on its way over the wire` }], json };
}
