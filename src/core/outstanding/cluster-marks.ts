import type { KubernetesApi, KubernetesObject } from '../contract/kubernetes-api.js';
import { namespaceName, serviceAccountName } from '../token/service-account-objects.js';

/** Annotation of Rancher's namespace in a cluster that says what an update could not do. */
export const outstandingAnnotation = 'rancher-driver-host/outstanding';

/** Kubernetes takes no longer message of an event. */
const longestMessage = 1_024;

/** Says in the cluster what an update could not do: by an annotation of Rancher's namespace, and by an event. */
export async function markOutstanding(api: KubernetesApi, why: string, nowMs: number): Promise<void> {
  const namespace = await api.read('Namespace', namespaceName);
  if (namespace === undefined) return;
  const message = why.length > longestMessage ? `${why.slice(0, longestMessage - 1)}…` : why;
  if (namespace.metadata.annotations?.[outstandingAnnotation] !== message) {
    await api.annotate(namespace, { [outstandingAnnotation]: message });
  }
  await api.create(warning(message, new Date(nowMs).toISOString()));
}

/** Takes the annotation away; the event ends by itself. */
export async function clearMarks(api: KubernetesApi): Promise<void> {
  const namespace = await api.read('Namespace', namespaceName);
  if (namespace?.metadata.annotations?.[outstandingAnnotation] === undefined) return;
  await api.annotate(namespace, { [outstandingAnnotation]: null });
}

/** An event in a namespace has to be about something in that namespace. */
function warning(message: string, time: string): KubernetesObject {
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { generateName: 'rancher-driver-host-', namespace: namespaceName },
    involvedObject: { apiVersion: 'v1', kind: 'ServiceAccount', name: serviceAccountName, namespace: namespaceName },
    type: 'Warning',
    reason: 'UpdateOutstanding',
    message,
    source: { component: 'rancher-driver-host' },
    firstTimestamp: time,
    lastTimestamp: time,
    count: 1,
  };
}
