import type { JsonObject } from '../../core/json.js';
import { reviewKinds } from '../access/access-reviews.js';
import { type ApiAnswer, json } from '../requests/api-answer.js';
import { apiVersionOf } from '../objects/resource-kind.js';
import { allKinds } from '../objects/resource-kinds.js';

interface ServedKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly verbs: readonly string[];
}

const storedVerbs = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** Everything that discovery lists. */
export const servedKinds: readonly ServedKind[] = [
  ...allKinds.map((kind) => ({ ...kind, verbs: storedVerbs })),
  ...reviewKinds.map((review) => ({
    ...review,
    singular: review.kind.toLowerCase(),
    namespaced: false,
    shortNames: [],
    categories: [],
    verbs: ['create'],
  })),
];

/** The groups with a name, in the order in which the kinds name them. */
export const namedGroups: readonly string[] = [...new Set(servedKinds.map(({ group }) => group))].filter(
  (group) => group !== '',
);

/** Answers `/api`, `/apis` and the paths one and two steps below them; `undefined` for any other path. */
export function discover(path: string, accept: string): ApiAnswer | undefined {
  const clean = path.replace(/\/$/, '');
  const aggregated = accept.includes('as=APIGroupDiscoveryList') && /v=v2(;|,|$)/.test(accept);
  if (clean === '/api') return aggregated ? aggregatedAnswer(['']) : json(coreVersions);
  if (clean === '/apis') return aggregated ? aggregatedAnswer(namedGroups) : json(groupList());
  if (clean === '/api/v1') return json(resourceList('', 'v1'));
  const [, group = '', version] = /^\/apis\/([^/]+)(?:\/([^/]+))?$/.exec(clean) ?? [];
  if (!namedGroups.includes(group)) return undefined;
  if (version === undefined) return json({ kind: 'APIGroup', apiVersion: 'v1', ...groupEntry(group) });
  return version === 'v1' ? json(resourceList(group, version)) : undefined;
}

const coreVersions: JsonObject = { kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] };

function groupList(): JsonObject {
  return { kind: 'APIGroupList', apiVersion: 'v1', groups: namedGroups.map(groupEntry) };
}

function groupEntry(group: string): JsonObject {
  const version = { groupVersion: `${group}/v1`, version: 'v1' };
  return { name: group, versions: [version], preferredVersion: version };
}

function resourceList(group: string, version: string): JsonObject {
  return {
    kind: 'APIResourceList',
    apiVersion: 'v1',
    groupVersion: apiVersionOf({ group, version }),
    resources: servedKinds
      .filter((served) => served.group === group)
      .map(({ plural, singular, namespaced, kind, verbs, ...names }) => ({
        name: plural,
        singularName: singular,
        namespaced,
        kind,
        verbs,
        ...otherNames(names),
      })),
  };
}

function otherNames({ shortNames, categories }: Pick<ServedKind, 'shortNames' | 'categories'>): JsonObject {
  return {
    ...(shortNames.length === 0 ? {} : { shortNames }),
    ...(categories.length === 0 ? {} : { categories }),
  };
}

function aggregatedAnswer(groups: readonly string[]): ApiAnswer {
  const items = groups.map((group) => ({
    metadata: { creationTimestamp: null, ...(group === '' ? {} : { name: group }) },
    versions: [
      {
        version: 'v1',
        freshness: 'Current',
        resources: servedKinds
          .filter((served) => served.group === group)
          .map((served) => ({
            resource: served.plural,
            responseKind: { group, version: 'v1', kind: served.kind },
            scope: served.namespaced ? 'Namespaced' : 'Cluster',
            singularResource: served.singular,
            verbs: served.verbs,
            ...otherNames(served),
          })),
      },
    ],
  }));
  const body = { kind: 'APIGroupDiscoveryList', apiVersion: 'apidiscovery.k8s.io/v2', metadata: {}, items };
  return json(body, 200, 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList');
}
