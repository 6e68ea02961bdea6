import { DriverError } from '../../core/driver-error.js';
import type { ClusterRecord } from '../../engine/records/cluster-record.js';

/** The three entries of a kubeconfig that one cluster needs. */
export interface KubeconfigEntries {
  readonly cluster: { readonly name: string; readonly cluster: Readonly<Record<string, string>> };
  readonly user: { readonly name: string; readonly user: Readonly<Record<string, string>> };
  readonly context: { readonly name: string; readonly context: { readonly cluster: string; readonly user: string } };
}

/** The name of a cluster's context, cluster and user in a kubeconfig; the prefix tells them from other people's entries. */
export function contextName(cluster: string): string {
  return `driver-${cluster}`;
}

/**
 * Returns how kubectl reaches a cluster: by the service account token, or else by another credential that the driver gave.
 * @throws CONFLICT when the cluster has no address or no credential yet
 */
export function kubeconfigOf({ name, info }: ClusterRecord): KubeconfigEntries {
  const user = userOf(info);
  if (info.endpoint === '' || user === undefined) {
    const whatToDo = `"driver create ${name}" goes on with it`;
    throw new DriverError('CONFLICT', { why: `the cluster ${name} cannot be reached yet (${info.status})`, whatToDo });
  }
  const entry = contextName(name);
  const server = info.endpoint.startsWith('https://') ? info.endpoint : `https://${info.endpoint}`;
  const authority: Record<string, string> =
    info.rootCaCertificate === '' ? {} : { 'certificate-authority-data': info.rootCaCertificate };
  return {
    cluster: { name: entry, cluster: { server, ...authority } },
    user: { name: entry, user },
    context: { name: entry, context: { cluster: entry, user: entry } },
  };
}

/** A whole kubeconfig for one cluster. */
export function wholeKubeconfig({ cluster, user, context }: KubeconfigEntries): object {
  return {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [cluster],
    users: [user],
    contexts: [context],
    'current-context': context.name,
  };
}

function userOf(info: ClusterRecord['info']): Readonly<Record<string, string>> | undefined {
  if (info.serviceAccountToken !== '') return { token: info.serviceAccountToken };
  if (info.clientCertificate !== '' && info.clientKey !== '') {
    return { 'client-certificate-data': info.clientCertificate, 'client-key-data': info.clientKey };
  }
  return info.username === '' ? undefined : { username: info.username, password: info.password };
}
