/** The caller of a request. */
export interface User {
  readonly name: string;
  readonly groups: readonly string[];
  /** Of a service account. */
  readonly uid?: string;
}

/** A caller without any credential. It may read the version and the health, and nothing else. */
export const anonymous: User = { name: 'system:anonymous', groups: ['system:unauthenticated'] };

/** The user name of a service account. */
export function serviceAccountUser(namespace: string, name: string, uid: string): User {
  return {
    name: `system:serviceaccount:${namespace}:${name}`,
    groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'],
    uid,
  };
}
