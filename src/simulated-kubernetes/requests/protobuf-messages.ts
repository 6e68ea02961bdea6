/** How a field is read: `texts` and `messages` are repeated, `textMap` and `bytesMap` have text keys. */
export type FieldType =
  'text' | 'texts' | 'bool' | 'textMap' | 'bytesMap' | { readonly message: Message } | { readonly messages: Message };

/** The fields of a message that are read, by their number. */
export type Message = Readonly<Record<number, readonly [name: string, type: FieldType]>>;

const ownerReference: Message = {
  1: ['kind', 'text'],
  3: ['name', 'text'],
  4: ['uid', 'text'],
  5: ['apiVersion', 'text'],
  6: ['controller', 'bool'],
  7: ['blockOwnerDeletion', 'bool'],
};

const metadata: Message = {
  1: ['name', 'text'],
  2: ['generateName', 'text'],
  3: ['namespace', 'text'],
  5: ['uid', 'text'],
  6: ['resourceVersion', 'text'],
  11: ['labels', 'textMap'],
  12: ['annotations', 'textMap'],
  13: ['ownerReferences', { messages: ownerReference }],
};

const named: Message = { 3: ['name', 'text'] };
const rule: Message = {
  1: ['verbs', 'texts'],
  2: ['apiGroups', 'texts'],
  3: ['resources', 'texts'],
  4: ['resourceNames', 'texts'],
  5: ['nonResourceURLs', 'texts'],
};
const subject: Message = {
  1: ['kind', 'text'],
  2: ['apiGroup', 'text'],
  3: ['name', 'text'],
  4: ['namespace', 'text'],
};
const roleRef: Message = { 1: ['apiGroup', 'text'], 2: ['kind', 'text'], 3: ['name', 'text'] };
const role: Message = { 1: ['metadata', { message: metadata }], 2: ['rules', { messages: rule }] };
const binding: Message = {
  1: ['metadata', { message: metadata }],
  2: ['subjects', { messages: subject }],
  3: ['roleRef', { message: roleRef }],
};
const resourceAttributes: Message = {
  1: ['namespace', 'text'],
  2: ['verb', 'text'],
  3: ['group', 'text'],
  4: ['version', 'text'],
  5: ['resource', 'text'],
  6: ['subresource', 'text'],
  7: ['name', 'text'],
};
const accessSpec: Message = {
  1: ['resourceAttributes', { message: resourceAttributes }],
  2: ['nonResourceAttributes', { message: { 1: ['path', 'text'], 2: ['verb', 'text'] } }],
};

/**
 * The kinds that clients send as protobuf (`kubectl create` and `kubectl auth` do, from 1.33 on). Numbers from the
 * `generated.proto` files of `k8s.io/api` and `k8s.io/apimachinery/pkg/apis/meta/v1`.
 */
export const protobufMessages: Readonly<Record<string, Message>> = {
  ConfigMap: {
    1: ['metadata', { message: metadata }],
    2: ['data', 'textMap'],
    3: ['binaryData', 'bytesMap'],
    4: ['immutable', 'bool'],
  },
  Secret: {
    1: ['metadata', { message: metadata }],
    2: ['data', 'bytesMap'],
    3: ['type', 'text'],
    4: ['stringData', 'textMap'],
    5: ['immutable', 'bool'],
  },
  Namespace: { 1: ['metadata', { message: metadata }] },
  ServiceAccount: {
    1: ['metadata', { message: metadata }],
    2: ['secrets', { messages: named }],
    3: ['imagePullSecrets', { messages: { 1: ['name', 'text'] } }],
    4: ['automountServiceAccountToken', 'bool'],
  },
  Role: role,
  ClusterRole: role,
  RoleBinding: binding,
  ClusterRoleBinding: binding,
  SelfSubjectAccessReview: { 1: ['metadata', { message: metadata }], 2: ['spec', { message: accessSpec }] },
  SelfSubjectRulesReview: {
    1: ['metadata', { message: metadata }],
    2: ['spec', { message: { 1: ['namespace', 'text'] } }],
  },
  SelfSubjectReview: { 1: ['metadata', { message: metadata }] },
  DeleteOptions: {
    2: ['preconditions', { message: { 1: ['uid', 'text'], 2: ['resourceVersion', 'text'] } }],
    4: ['propagationPolicy', 'text'],
    5: ['dryRun', 'texts'],
  },
};
