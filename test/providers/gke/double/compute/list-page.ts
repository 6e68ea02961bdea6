import { isJsonObject, type JsonObject } from '../json.ts';
import { computeError } from './compute-error.ts';
import { compileFilter } from './filter.ts';

/** An item and where it is. */
export interface ScopedItem {
  readonly scope: string;
  readonly item: JsonObject;
}

interface Page {
  readonly items: readonly ScopedItem[];
  readonly nextPageToken?: string;
}

/** The page of a list that a query asks for: filtered, and as long as the query and the double allow. */
export function pageOf(all: readonly ScopedItem[], query: URLSearchParams, longest: number): Page {
  const test = compileOptional(query.get('filter'));
  const passing = all.filter(({ item }) => test(item));
  const size = Math.min(Number(query.get('maxResults') ?? longest), longest);
  const start = startOf(query.get('pageToken'));
  const items = passing.slice(start, start + size);
  const next = start + size;
  return next < passing.length ? { items, nextPageToken: tokenOf(next) } : { items };
}

function compileOptional(filter: string | null): (item: JsonObject) => boolean {
  return filter === null || filter === '' ? () => true : compileFilter(filter);
}

function tokenOf(start: number): string {
  return Buffer.from(`page ${String(start)}`).toString('base64url');
}

function startOf(token: string | null): number {
  if (token === null || token === '') return 0;
  const start = /^page (\d+)$/.exec(Buffer.from(token, 'base64url').toString())?.[1];
  if (start !== undefined) return Number(start);
  throw computeError('INVALID_ARGUMENT', 'invalid', `Invalid value for field 'pageToken': '${token}'.`);
}

/** An ordinary list's answer. */
export function listAnswer(kind: string, { items, nextPageToken }: Page): JsonObject {
  return {
    kind: `compute#${kind}List`,
    items: items.map(({ item }) => item),
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  };
}

/** An aggregated list's answer: every scope is named, and those without an item say so in a warning. */
export function aggregatedAnswer(
  collection: string,
  scopes: readonly string[],
  { items, nextPageToken }: Page,
): JsonObject {
  const byScope: JsonObject = {};
  for (const scope of scopes) {
    const here = items.filter((each) => each.scope === scope).map(({ item }) => item);
    byScope[scope] = here.length > 0 ? { [collection]: here } : { warning: noResults(scope) };
  }
  return {
    kind: `compute#${collection}AggregatedList`,
    items: byScope,
    ...(nextPageToken === undefined ? {} : { nextPageToken }),
  };
}

function noResults(scope: string): JsonObject {
  return {
    code: 'NO_RESULTS_ON_PAGE',
    message: `There are no results for scope '${scope}' on this page.`,
    data: [{ key: 'scope', value: scope }],
  };
}

/** Parameters that compute/v1's methods take. */
const known = new Set([
  'alt',
  'filter',
  'includeAllScopes',
  'maxResults',
  'pageToken',
  'prettyPrint',
  'requestId',
  'returnPartialSuccess',
]);

/** The parameters of a query that no method of compute/v1 here takes. */
export function unknownParameters(query: URLSearchParams, body: unknown): string[] {
  return [...[...query.keys()].filter((name) => !known.has(name)), ...(isJsonObject(body) ? Object.keys(body) : [])];
}
