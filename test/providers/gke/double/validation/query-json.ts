import type { Type } from './reflection.ts';
import type { JsonObject, JsonValue } from '../json.ts';

/** Parameters of every Google API that change nothing in what is asked. */
const systemParameters = new Set(['alt', 'key', 'prettyPrint', 'quotaUser', '$.xgafv', 'access_token']);

/**
 * The query as the JSON of the request's message, for the validator to read: a name that the message lacks stays what it is,
 * and is refused there as unknown.
 */
export function queryJson(type: Type, query: URLSearchParams): JsonObject {
  const json: JsonObject = {};
  for (const [name, text] of query) {
    if (systemParameters.has(name)) continue;
    json[name] = valueOf(type.fields[name]?.type, text);
  }
  return json;
}

function valueOf(type: string | undefined, text: string): JsonValue {
  if (type === 'bool' && (text === 'true' || text === 'false')) return text === 'true';
  if (type?.endsWith('int32') === true && /^-?\d+$/.test(text)) return Number(text);
  return text;
}
