import type { KubernetesObject } from '../contract/kubernetes-api.js';

/** The namespace of Rancher's own objects in a cluster. */
export const namespaceName = 'cattle-system';
/** The service account, and the prefix and label of its token secrets, as kontainer-engine names them. */
export const serviceAccountName = 'kontainer-engine';
export const clusterRoleName = 'cluster-admin';
export const bindingName = 'system-netes-default-clusterRoleBinding';
export const serviceAccountLabel = 'cattle.io/service-account.name';
/** Annotation of the service account that says which secret holds its token: `<namespace>/<secret>`. */
export const secretReference = 'rancher.io/service-account.secret-ref';
/** Annotations that Kubernetes reads and writes on a token secret. */
const ownerNameAnnotation = 'kubernetes.io/service-account.name';
export const ownerUidAnnotation = 'kubernetes.io/service-account.uid';
export const tokenSecretType = 'kubernetes.io/service-account-token';

const rbac = 'rbac.authorization.k8s.io';

/** Rancher's namespace. */
export const namespace: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespaceName } };

/** The account that Rancher uses. */
export const serviceAccount: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: serviceAccountName, namespace: namespaceName },
};

/** The role that allows everything; real clusters have it already. */
export const clusterRole: KubernetesObject = {
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRole',
  metadata: { name: clusterRoleName },
  rules: [
    { apiGroups: ['*'], resources: ['*'], verbs: ['*'] },
    { nonResourceURLs: ['*'], verbs: ['*'] },
  ],
};

/** Gives the role to the account. */
export const clusterRoleBinding: KubernetesObject = {
  apiVersion: `${rbac}/v1`,
  kind: 'ClusterRoleBinding',
  metadata: { name: bindingName },
  roleRef: { apiGroup: rbac, kind: 'ClusterRole', name: clusterRoleName },
  subjects: [{ kind: 'ServiceAccount', name: serviceAccountName, namespace: namespaceName }],
};

/** A secret that Kubernetes fills with a token of `account`, and deletes with it. */
export function tokenSecret(account: KubernetesObject): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    type: tokenSecretType,
    metadata: {
      generateName: `${serviceAccountName}-token-`,
      namespace: namespaceName,
      labels: { [serviceAccountLabel]: serviceAccountName },
      annotations: { [ownerNameAnnotation]: serviceAccountName },
      ownerReferences: [
        { apiVersion: 'v1', kind: 'ServiceAccount', name: serviceAccountName, uid: account.metadata.uid ?? '' },
      ],
    },
  };
}
