import type { JsonObject } from '../../core/json.js';
import { type ApiAnswer, json } from '../requests/api-answer.js';
import { namedGroups, servedKinds } from './discovery.js';

/** Answers `/openapi/v2`, `/openapi/v3` and the documents below it; `undefined` for any other path. */
export function openApi(path: string, accept: string, kubernetesVersion: string): ApiAnswer | undefined {
  const info = { title: 'Kubernetes', version: `v${kubernetesVersion}` };
  if (path === '/openapi/v2')
    return accept.includes('protobuf') ? protobufDocument(info) : json({ swagger: '2.0', info, paths: {} });
  if (path === '/openapi/v3') return json({ paths: documentIndex() });
  const [, place = ''] = /^\/openapi\/v3\/(api\/v1|apis\/[^/]+\/v1)$/.exec(path) ?? [];
  const group = place === 'api/v1' ? '' : place.split('/')[1];
  if (place === '' || group === undefined || !['', ...namedGroups].includes(group)) return undefined;
  return json({ openapi: '3.0.0', info, ...groupDocument(group) });
}

function documentIndex(): JsonObject {
  const places = ['api/v1', ...namedGroups.map((group) => `apis/${group}/v1`)];
  return Object.fromEntries(places.map((place) => [place, { serverRelativeURL: `/openapi/v3/${place}?hash=1` }]));
}

/** By these parameters clients learn that the server supports a dry run and checks fields. */
const patchParameters = ['dryRun', 'fieldManager', 'fieldValidation', 'force'].map((name) => ({
  name,
  in: 'query',
  schema: { type: name === 'force' ? 'boolean' : 'string', uniqueItems: true },
}));

const texts: JsonObject = { type: 'object', additionalProperties: { type: 'string', default: '' } };
const anything: JsonObject = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
const listOf = (items: JsonObject): JsonObject => ({ type: 'array', items, 'x-kubernetes-list-type': 'atomic' });

const properties: Readonly<Record<string, JsonObject>> = {
  ConfigMap: { data: texts, binaryData: texts, immutable: { type: 'boolean' } },
  Secret: { data: texts, stringData: texts, type: { type: 'string' }, immutable: { type: 'boolean' } },
  ServiceAccount: {
    secrets: listOf(anything),
    imagePullSecrets: listOf(anything),
    automountServiceAccountToken: { type: 'boolean' },
  },
  Role: { rules: listOf(anything) },
  ClusterRole: { rules: listOf(anything), aggregationRule: anything },
  RoleBinding: { roleRef: anything, subjects: listOf(anything) },
  ClusterRoleBinding: { roleRef: anything, subjects: listOf(anything) },
};

const metadataSchema: JsonObject = {
  type: 'object',
  properties: {
    name: { type: 'string' },
    namespace: { type: 'string' },
    generateName: { type: 'string' },
    labels: texts,
    annotations: texts,
    ownerReferences: listOf(anything),
  },
  'x-kubernetes-preserve-unknown-fields': true,
};

function groupDocument(group: string): JsonObject {
  const prefix = group === '' ? '/api/v1' : `/apis/${group}/v1`;
  const paths: Record<string, JsonObject> = {};
  const schemas: Record<string, JsonObject> = {};
  for (const { kind, plural, namespaced } of servedKinds.filter((served) => served.group === group)) {
    const identity = { group, kind, version: 'v1' };
    const path = `${prefix}/${namespaced ? 'namespaces/{namespace}/' : ''}${plural}/{name}`;
    paths[path] = {
      patch: {
        'x-kubernetes-action': 'patch',
        'x-kubernetes-group-version-kind': identity,
        parameters: patchParameters,
        responses: {},
      },
    };
    schemas[`mock.${kind}`] = {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: metadataSchema,
        ...(properties[kind] ?? { spec: anything, status: anything }),
      },
      'x-kubernetes-group-version-kind': [identity],
    };
  }
  return { paths, components: { schemas } };
}

/**
 * Makes the smallest document that `kubectl` can read. `kubectl` takes version 2 only as protobuf (`openapi_v2.Document`:
 * field 1 is `swagger`, field 2 `info` with `title` and `version`).
 */
function protobufDocument(info: { readonly title: string; readonly version: string }): ApiAnswer {
  const field = (number: number, content: Buffer): Buffer =>
    Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
  const inner = Buffer.concat([field(1, Buffer.from(info.title)), field(2, Buffer.from(info.version))]);
  const body = Buffer.concat([field(1, Buffer.from('2.0')), field(2, inner)]);
  return { status: 200, body, contentType: 'application/com.github.proto-openapi.spec.v2.v1.0+protobuf' };
}
