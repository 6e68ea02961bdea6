import type { Method } from './reflection.ts';
import { isDeprecated } from './field-rules.ts';
import { clusterManager } from './google-protos.ts';

/** One way to reach a method over HTTP, as its `google.api.http` option says. */
export interface HttpBinding {
  readonly rpc: string;
  readonly method: Method;
  readonly verb: string;
  readonly pattern: RegExp;
  /** The request's field that the path holds (`name` or `parent`), in the order of the pattern's groups. */
  readonly fields: readonly string[];
  /** The request's body is the whole message, and the query holds none of it. */
  readonly hasBody: boolean;
  /** A deprecated method, or one of the `projects/zones` forms: known only to be refused by name. */
  readonly refused: boolean;
}

type Rule = Readonly<Record<string, unknown>>;

const verbs = ['get', 'put', 'post', 'delete', 'patch'];

/** All bindings of the v1 API; those under `projects/zones` are marked as refused. */
export const httpBindings: readonly HttpBinding[] = clusterManager.methodsArray.flatMap((method) => {
  const rule = ruleOf(method);
  if (rule === undefined) return [];
  const more = [rule.additional_bindings ?? []].flat() as Rule[];
  return [rule, ...more].map((each) => binding(method, each));
});

function ruleOf(method: Method): Rule | undefined {
  const options = (method.parsedOptions ?? []) as unknown as readonly Rule[];
  return options.map((option) => option['(google.api.http)'] as Rule | undefined).find((rule) => rule !== undefined);
}

function binding(method: Method, rule: Rule): HttpBinding {
  const verb = verbs.find((name) => typeof rule[name] === 'string');
  if (verb === undefined) throw new Error(`validator: ${method.name} has an HTTP rule without a path`);
  const template = rule[verb] as string;
  const { pattern, fields } = compile(template);
  const refused = template.includes('/zones/') || isDeprecated(method);
  const hasBody = rule.body === '*';
  return { rpc: method.name, method, verb: verb.toUpperCase(), pattern, fields, hasBody, refused };
}

/**
 * `{name=projects/*}:verb` becomes a group of one path segment for each star. The last one ends before a verb's colon; a
 * project's name may hold a colon itself (`example.com:project`).
 */
function compile(template: string): { readonly pattern: RegExp; readonly fields: readonly string[] } {
  const fields: string[] = [];
  const source = template.replace(/\{([a-z_]+)(?:=([^}]+))?\}/g, (_, name: string, segments?: string) => {
    fields.push(name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()));
    return `(${(segments ?? '*').replace(/\*$/, '[^/:]+').replaceAll('*', '[^/]+')})`;
  });
  return { pattern: new RegExp(`^${source}$`), fields };
}
