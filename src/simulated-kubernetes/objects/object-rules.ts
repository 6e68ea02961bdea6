import { isDeepStrictEqual } from 'node:util';
import { type JsonObject, isJsonObject } from '../../core/json.js';
import { invalid } from './api-error.js';
import { type DraftObject, type KubernetesObject, fieldAt, objectsAt, textAt } from './kubernetes-object.js';
import type { ResourceKind } from './resource-kind.js';

type Rule = (kind: ResourceKind, draft: DraftObject, before: KubernetesObject | undefined) => DraftObject;

/** The type of the secrets that hold a service account's token. */
export const tokenSecretType = 'kubernetes.io/service-account-token';

/** The annotation that says whose token a secret holds. */
export const accountNameAnnotation = 'kubernetes.io/service-account.name';

const secret: Rule = (kind, draft, before) => {
  const { stringData, ...kept } = draft;
  const type = textAt(draft, 'type') || (before === undefined ? 'Opaque' : textAt(before, 'type'));
  const name = textAt(draft, 'metadata', 'name');
  if (before !== undefined && type !== before.type) throw invalid(kind, name, 'type', 'field is immutable');
  if (type === tokenSecretType && textAt(draft, 'metadata', 'annotations', accountNameAnnotation) === '') {
    throw invalid(kind, name, `metadata.annotations[${accountNameAnnotation}]`, 'Required value');
  }
  const plain = Object.entries(isJsonObject(stringData) ? stringData : {});
  const encoded = plain.map(
    ([key, value]) =>
      [key, Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64')] as const,
  );
  const data = { ...asObject(draft.data), ...Object.fromEntries(encoded) };
  return { ...kept, ...(Object.keys(data).length === 0 ? {} : { data }), type };
};

const namespace: Rule = (_kind, draft, before) => ({
  ...draft,
  metadata: {
    ...draft.metadata,
    labels: {
      ...asObject(draft.metadata.labels),
      'kubernetes.io/metadata.name': textAt(draft, 'metadata', 'name'),
    },
  },
  spec: { finalizers: ['kubernetes'] },
  status: before?.status ?? { phase: 'Active' },
});

const rbacGroup = 'rbac.authorization.k8s.io';

const binding: Rule = (kind, draft, before) => {
  const roleRef = { apiGroup: rbacGroup, ...asObject(draft.roleRef) };
  const name = textAt(draft, 'metadata', 'name');
  if (textAt(roleRef, 'name') === '') throw invalid(kind, name, 'roleRef.name', 'Required value');
  if (before !== undefined && !isDeepStrictEqual(roleRef, { ...asObject(before.roleRef) })) {
    throw invalid(kind, name, 'roleRef', 'cannot change roleRef');
  }
  const subjects = objectsAt(draft, 'subjects').map((subject) =>
    subject.kind === 'ServiceAccount' ? subject : { apiGroup: rbacGroup, ...subject },
  );
  return { ...draft, roleRef, ...(subjects.length === 0 ? {} : { subjects }) };
};

const keepsStatus: Rule = (_kind, draft, before) => {
  const status = before === undefined ? draft.status : before.status;
  return { ...draft, ...(status === undefined ? {} : { status }) };
};

const rules: Readonly<Record<string, Rule>> = {
  secrets: secret,
  namespaces: namespace,
  rolebindings: binding,
  clusterrolebindings: binding,
  nodes: keepsStatus,
  pods: keepsStatus,
};

/**
 * Fills in the defaults of an object's kind and checks the object. `before` is the stored object.
 * @throws ApiError 422
 */
export function withRules(kind: ResourceKind, draft: DraftObject, before?: KubernetesObject): DraftObject {
  checkName(kind, textAt(draft, 'metadata', 'name'));
  return rules[kind.plural]?.(kind, draft, before) ?? draft;
}

function checkName(kind: ResourceKind, name: string): void {
  if (name === '') throw invalid(kind, '', 'metadata.name', 'Required value: name or generateName is required');
  const isRbac = kind.group === rbacGroup;
  const pattern = isRbac ? /^(?!\.\.?$)[^/%]{1,253}$/ : /^(?=.{1,253}$)[a-z0-9]([-a-z0-9.]*[a-z0-9])?$/;
  if (!pattern.test(name)) {
    const why = `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.'`;
    throw invalid(kind, name, 'metadata.name', why);
  }
}

function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : {};
}

/** The object with another `status` and all else unchanged, which is the effect of a write to `<object>/status`. */
export function withStatusOf(stored: KubernetesObject, draft: DraftObject): DraftObject {
  const status = fieldAt(draft, 'status');
  const resourceVersion = textAt(draft, 'metadata', 'resourceVersion') || stored.metadata.resourceVersion;
  return { ...stored, metadata: { ...stored.metadata, resourceVersion }, ...(status === undefined ? {} : { status }) };
}
