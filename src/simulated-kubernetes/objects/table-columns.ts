import { type JsonObject, isJsonObject } from '../../core/json.js';
import { ageSince } from './age.js';
import { type KubernetesObject, fieldAt, objectsAt, textAt } from './kubernetes-object.js';
import type { Column } from './resource-kind.js';

const none = '<none>';

const text = (name: string, cell: (object: KubernetesObject) => string, wide = false): Column => ({
  name,
  type: 'string',
  description: `${name} of the object.`,
  wide,
  cell,
});

const count = (name: string, ...path: readonly string[]): Column => ({
  name,
  type: 'integer',
  description: `Number of entries in ${path.join('.')}.`,
  cell: (object) => sizeOf(fieldAt(object, ...path)),
});

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return isJsonObject(value) ? Object.keys(value).length : 0;
}

const roleName = (labels: JsonObject): string =>
  Object.keys(labels)
    .filter((label) => label.startsWith('node-role.kubernetes.io/'))
    .map((label) => label.slice('node-role.kubernetes.io/'.length))
    .join(',');

const nodeStatus = (node: KubernetesObject): string => {
  const ready = objectsAt(node, 'status', 'conditions').find((condition) => condition.type === 'Ready');
  return ready?.status === 'True' ? 'Ready' : 'NotReady';
};

const nodeAddress = (node: KubernetesObject, type: string): string => {
  const address = objectsAt(node, 'status', 'addresses').find((each) => each.type === type);
  return address === undefined ? none : textAt(address, 'address');
};

const subjects = (binding: KubernetesObject, subjectKind: string): string =>
  objectsAt(binding, 'subjects')
    .filter((subject) => subject.kind === subjectKind)
    .map((subject) => [textAt(subject, 'namespace'), textAt(subject, 'name')].filter((part) => part !== '').join('/'))
    .join(', ');

/** `kubectl get configmaps`. */
export const configMap: readonly Column[] = [count('Data', 'data')];

/** `kubectl get secrets`. */
export const secret: readonly Column[] = [text('Type', (each) => textAt(each, 'type')), count('Data', 'data')];

/** `kubectl get serviceaccounts`. */
export const serviceAccount: readonly Column[] = [count('Secrets', 'secrets')];

/** `kubectl get namespaces`. */
export const namespace: readonly Column[] = [text('Status', (each) => textAt(each, 'status', 'phase'))];

/** `kubectl get nodes`. */
export const node: readonly Column[] = [
  text('Status', nodeStatus),
  text('Roles', (each) => roleName(each.metadata.labels ?? {}) || none),
  text('Version', (each) => textAt(each, 'status', 'nodeInfo', 'kubeletVersion')),
  text('Internal-IP', (each) => nodeAddress(each, 'InternalIP'), true),
  text('OS-Image', (each) => textAt(each, 'status', 'nodeInfo', 'osImage'), true),
];

/** `kubectl get pods`. */
export const pod: readonly Column[] = [
  text('Ready', (each) => {
    const containers = objectsAt(each, 'spec', 'containers').length;
    const ready = objectsAt(each, 'status', 'containerStatuses').filter((status) => status.ready === true).length;
    return `${String(ready)}/${String(containers)}`;
  }),
  text('Status', (each) => textAt(each, 'status', 'phase') || 'Pending'),
  text('Node', (each) => textAt(each, 'spec', 'nodeName') || none, true),
];

/** `kubectl get events`. */
export const event: readonly Column[] = [
  {
    name: 'Last Seen',
    type: 'string',
    description: 'Time since the event was seen last.',
    cell: (each, now) => ageSince(textAt(each, 'lastTimestamp') || each.metadata.creationTimestamp, now),
  },
  text('Type', (each) => textAt(each, 'type')),
  text('Reason', (each) => textAt(each, 'reason')),
  text('Object', (each) => {
    const kind = textAt(each, 'involvedObject', 'kind').toLowerCase();
    return `${kind}/${textAt(each, 'involvedObject', 'name')}`;
  }),
  text('Message', (each) => textAt(each, 'message')),
];

/** `kubectl get roles` and `clusterroles`: the real server shows the time of creation. */
export const role: readonly Column[] = [text('Created At', (each) => each.metadata.creationTimestamp)];

/** `kubectl get rolebindings` and `clusterrolebindings`. */
export const binding: readonly Column[] = [
  text('Role', (each) => `${textAt(each, 'roleRef', 'kind')}/${textAt(each, 'roleRef', 'name')}`),
  text('Users', (each) => subjects(each, 'User'), true),
  text('Groups', (each) => subjects(each, 'Group'), true),
  text('ServiceAccounts', (each) => subjects(each, 'ServiceAccount'), true),
];
