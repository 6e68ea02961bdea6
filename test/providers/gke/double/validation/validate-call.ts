import { containerType } from './google-protos.ts';
import type { FoundBinding } from './find-binding.ts';
import { validateMessage } from './validate-message.ts';
import type { Problem } from './problem.ts';
import { queryJson } from './query-json.ts';
import { isJsonObject, type JsonObject } from '../json.ts';

/** The project, zone and names that a path under `projects/locations` has said already. */
const identity = ['projectId', 'zone', 'clusterId', 'nodePoolId'];

/** Validates a request, body and query together, by the message type of the method that it reaches. */
export function validateRequest(
  { binding, bound }: FoundBinding,
  query: URLSearchParams,
  body: unknown,
): { readonly problems: readonly Problem[]; readonly json: JsonObject } {
  const type = containerType(binding.method.requestType);
  const asked = queryJson(type, query);
  const given = binding.hasBody ? (body ?? {}) : asked;
  const rules = { side: 'request', deprecatedAllowed: false, bound: [...Object.keys(bound), ...identity] } as const;
  const { problems, json } = validateMessage(type, given, rules);
  return { problems: [...problems, ...misplaced(binding.hasBody, asked, body), ...contradicted(bound, given)], json };
}

/** What stands where the method's HTTP rule has no room for it. */
function misplaced(hasBody: boolean, asked: JsonObject, body: unknown): Problem[] {
  if (!hasBody && body !== undefined) return [{ kind: 'unknown', field: '', message: 'This method takes no body.' }];
  if (!hasBody) return [];
  return Object.keys(asked).map((name) => ({
    kind: 'unknown',
    field: name,
    message: `Invalid JSON payload received. Unknown name "${name}": Cannot bind query parameter.`,
  }));
}

function contradicted(bound: Readonly<Record<string, string>>, given: unknown): Problem[] {
  if (!isJsonObject(given)) return [];
  return Object.entries(bound).flatMap(([field, value]): Problem[] => {
    const said = given[field];
    if (said === undefined || said === value) return [];
    return [{ kind: 'oneof', field, message: `The path says '${value}' and the body says ${JSON.stringify(said)}.` }];
  });
}

/**
 * Validates an answer of the double by the message type that the method promises, and gives it back as Google would write
 * it: without zero values.
 */
export function validateAnswer(
  { binding }: FoundBinding,
  answer: unknown,
  deprecatedAllowed: boolean,
): { readonly problems: readonly Problem[]; readonly json: JsonObject } {
  const type = containerType(binding.method.responseType);
  return validateMessage(type, answer, { side: 'answer', deprecatedAllowed, bound: [] });
}
