import { badRequest } from './api-error.js';
import { type KubernetesObject, fieldAt } from './kubernetes-object.js';
import type { ResourceKind } from './resource-kind.js';

/** Whether a selector matches an object. */
export type Matches = (object: KubernetesObject) => boolean;

type MatchesLabels = (labels: Readonly<Record<string, string>>) => boolean;

/** The test for a `labelSelector`, with equality and sets. @throws ApiError 400 when it cannot be read */
export function labelMatcher(selector: string): Matches {
  const requirements = splitOutsideParentheses(selector).map(labelRequirement);
  return (object) => requirements.every((matches) => matches(object.metadata.labels ?? {}));
}

function splitOutsideParentheses(selector: string): readonly string[] {
  return selector
    .split(/,(?![^(]*\))/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function labelRequirement(text: string): MatchesLabels {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text);
  if (set !== null) {
    const [, key = '', operator, list = ''] = set;
    const values = list.split(',').map((value) => value.trim());
    const isIn: MatchesLabels = (labels) => labels[key] !== undefined && values.includes(labels[key]);
    return operator === 'in' ? isIn : (labels) => !isIn(labels);
  }
  const equality = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(text);
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality;
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value;
  }
  const exists = /^(!?)\s*([^\s=!()]+)$/.exec(text);
  if (exists === null) throw badRequest(`unable to parse requirement: ${text}`);
  const [, not, key = ''] = exists;
  return not === '!' ? (labels) => labels[key] === undefined : (labels) => labels[key] !== undefined;
}

/** The test for a `fieldSelector`. @throws ApiError 400 when the kind cannot be selected by such a field */
export function fieldMatcher(kind: ResourceKind, selector: string): Matches {
  const parts = selector.split(',').filter((part) => part !== '');
  const requirements = parts.map((part): Matches => {
    const match = /^([^=!]+)(==|=|!=)(.*)$/.exec(part);
    if (match === null) throw badRequest(`invalid selector: '${part}'; can't understand '${part}'`);
    const [, path = '', operator, wanted = ''] = match;
    if (!['metadata.name', 'metadata.namespace', ...kind.selectableFields].includes(path)) {
      throw badRequest(`field label not supported: ${path}`);
    }
    return (object) => (fieldText(object, path) === wanted) === (operator !== '!=');
  });
  return (object) => requirements.every((matches) => matches(object));
}

function fieldText(object: KubernetesObject, path: string): string {
  const value = fieldAt(object, ...path.split('.'));
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : '';
}

/** The test for both selectors of a request. @throws ApiError 400 */
export function matcherOf(kind: ResourceKind, query: URLSearchParams): Matches {
  const byLabel = labelMatcher(query.get('labelSelector') ?? '');
  const byField = fieldMatcher(kind, query.get('fieldSelector') ?? '');
  return (object) => byLabel(object) && byField(object);
}
