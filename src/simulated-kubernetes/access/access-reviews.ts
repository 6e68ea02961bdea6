import type { JsonObject } from '../../core/json.js';
import { fieldAt, textAt } from '../objects/kubernetes-object.js';
import { isAllowed, rulesOf } from './authorization.js';
import type { ObjectStore } from '../objects/object-store.js';
import type { RequestInfo } from '../requests/request-info.js';
import type { User } from './user.js';

/** A review: a client posts a question as an object and gets it back with the answer. Nothing is stored. */
export interface ReviewKind {
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly kind: string;
  answer(store: ObjectStore, user: User, review: JsonObject): JsonObject;
}

/** The questions behind `kubectl auth can-i`, `kubectl auth can-i --list` and `kubectl auth whoami`. */
export const reviewKinds: readonly ReviewKind[] = [
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectaccessreviews',
    kind: 'SelfSubjectAccessReview',
    answer: (store, user, review) => ({ allowed: isAllowed(store, user, requestedAccess(review)) }),
  },
  {
    group: 'authorization.k8s.io',
    version: 'v1',
    plural: 'selfsubjectrulesreviews',
    kind: 'SelfSubjectRulesReview',
    answer: (store, user, review) => knownRules(store, user, textAt(review, 'spec', 'namespace')),
  },
  {
    group: 'authentication.k8s.io',
    version: 'v1',
    plural: 'selfsubjectreviews',
    kind: 'SelfSubjectReview',
    answer: (_store, user) => ({
      userInfo: { username: user.name, groups: user.groups, ...(user.uid === undefined ? {} : { uid: user.uid }) },
    }),
  },
];

function requestedAccess(review: JsonObject): RequestInfo {
  const path = fieldAt(review, 'spec', 'nonResourceAttributes');
  if (path !== undefined) {
    const at = (field: string): string => textAt(review, 'spec', 'nonResourceAttributes', field);
    return { kind: 'path', verb: at('verb'), path: at('path') };
  }
  const at = (field: string): string => textAt(review, 'spec', 'resourceAttributes', field);
  return {
    kind: 'resource',
    verb: at('verb'),
    group: at('group'),
    version: at('version'),
    resource: at('resource'),
    subresource: at('subresource'),
    namespace: at('namespace'),
    name: at('name'),
  };
}

function knownRules(store: ObjectStore, user: User, namespace: string): JsonObject {
  const everything = { verbs: ['*'], apiGroups: ['*'], resources: ['*'] };
  const everyPath = { verbs: ['*'], nonResourceURLs: ['*'] };
  const isMaster = user.groups.includes('system:masters');
  const rules: readonly JsonObject[] = [
    ...(isMaster ? [everything, everyPath] : []),
    ...rulesOf(store, user, namespace),
  ];
  return {
    resourceRules: rules.filter((rule) => rule.resources !== undefined),
    nonResourceRules: rules.filter((rule) => rule.nonResourceURLs !== undefined),
    incomplete: false,
  };
}
