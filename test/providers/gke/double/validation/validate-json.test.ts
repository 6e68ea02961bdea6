import { describe, expect, it } from '@jest/globals';
import { containerType, googleProtos } from './google-protos.ts';
import { isDeprecated } from './field-rules.ts';
import { validateMessage } from './validate-message.ts';
import type { Problem } from './problem.ts';
import { messageTypes } from './support/message-types.ts';

const request = { side: 'request', deprecatedAllowed: false, bound: [] } as const;
const answer = { ...request, side: 'answer' } as const;

interface Case {
  readonly title: string;
  readonly type: string;
  readonly json: unknown;
  readonly kind: Problem['kind'];
  readonly field: string;
  readonly because: string;
}

const pool = { name: 'p', initialNodeCount: 1 };
const cases: readonly Case[] = [
  {
    title: 'a field that the proto lacks',
    type: 'CreateClusterRequest',
    json: { cluster: { nodePools: [{ ...pool, config: { machine: 'e2' } }] } },
    kind: 'unknown',
    field: 'cluster.nodePools[0].config.machine',
    because: "Google answers `Unknown name`, and a driver's typing error must not pass",
  },
  {
    title: 'the spelling of the proto itself',
    type: 'CreateClusterRequest',
    json: { cluster: { node_pools: [pool] } },
    kind: 'unknown',
    field: 'cluster.node_pools',
    because: 'the REST API documents camelCase alone',
  },
  {
    title: 'a deprecated field',
    type: 'CreateClusterRequest',
    json: { cluster: { initialNodeCount: 1 } },
    kind: 'deprecated',
    field: 'cluster.initialNodeCount',
    because: 'what is deprecated goes away',
  },
  {
    title: 'a value of an enum that is deprecated',
    type: 'CreateClusterRequest',
    json: { cluster: { securityPostureConfig: { mode: 'ENTERPRISE' } } },
    kind: 'deprecated',
    field: 'cluster.securityPostureConfig.mode',
    because: 'values go away as fields do',
  },
  {
    title: 'a value that the enum lacks',
    type: 'CreateClusterRequest',
    json: { cluster: { releaseChannel: { channel: 'regular' } } },
    kind: 'enum',
    field: 'cluster.releaseChannel.channel',
    because: 'enums are spelled as the proto spells them',
  },
  {
    title: "an enum's number",
    type: 'CreateClusterRequest',
    json: { cluster: { releaseChannel: { channel: 2 } } },
    kind: 'enum',
    field: 'cluster.releaseChannel.channel',
    because: 'a number says nothing to a reader, and Google never writes one',
  },
  {
    title: 'a number as text where 32 bits are wanted',
    type: 'SetNodePoolSizeRequest',
    json: { nodeCount: '3' },
    kind: 'type',
    field: 'nodeCount',
    because: 'a 32-bit number is a number',
  },
  {
    title: 'a number where 64 bits are wanted',
    type: 'UpdateNodePoolRequest',
    json: { nodeVersion: '-', imageType: 'COS_CONTAINERD', diskSizeGb: 100 },
    kind: 'type',
    field: 'diskSizeGb',
    because: 'a 64-bit number is a string in JSON',
  },
  {
    title: 'a fraction',
    type: 'SetNodePoolSizeRequest',
    json: { nodeCount: 1.5 },
    kind: 'type',
    field: 'nodeCount',
    because: 'it is no whole number',
  },
  {
    title: 'a value where a list is wanted',
    type: 'UpdateClusterRequest',
    json: { update: { desiredLocations: 'us-central1-a' } },
    kind: 'type',
    field: 'update.desiredLocations',
    because: 'Rancher passes a single string for a list: the driver has to turn it into one',
  },
  {
    title: 'null',
    type: 'CreateClusterRequest',
    json: { cluster: { description: null } },
    kind: 'type',
    field: 'cluster.description',
    because: 'what is not set is left out',
  },
  {
    title: 'a time in another form',
    type: 'SetMaintenancePolicyRequest',
    json: {
      projectId: 'p',
      zone: 'z',
      clusterId: 'c',
      maintenancePolicy: { window: { recurringWindow: { window: { startTime: '2026-01-01 03:00' } } } },
    },
    kind: 'type',
    field: 'maintenancePolicy.window.recurringWindow.window.startTime',
    because: 'times are RFC 3339',
  },
  {
    title: 'a required field that is missing',
    type: 'SetLabelsRequest',
    json: { resourceLabels: {} },
    kind: 'missing',
    field: 'labelFingerprint',
    because: 'labels are replaced only by who has read them',
  },
  {
    title: 'a field that only the server sets',
    type: 'CreateClusterRequest',
    json: { cluster: { endpoint: '10.0.0.1' } },
    kind: 'output-only',
    field: 'cluster.endpoint',
    because: 'the server would ignore it, which no driver can have meant',
  },
  {
    title: 'two members of a oneof',
    type: 'SetMaintenancePolicyRequest',
    json: {
      projectId: 'p',
      zone: 'z',
      clusterId: 'c',
      maintenancePolicy: { window: { dailyMaintenanceWindow: {}, recurringWindow: {} } },
    },
    kind: 'oneof',
    field: 'maintenancePolicy.window.recurringWindow',
    because: 'one of them would be lost',
  },
];

describe('the validator', () => {
  it.each(cases)('refuses $title, because $because', ({ type, json, kind, field }) => {
    expect(validateMessage(containerType(type), json, request).problems).toEqual([
      { kind, field, message: expect.any(String) },
    ]);
  });

  it('names every problem of a request at once', () => {
    const json = { cluster: { enableTpu: true, nope: 1, nodePools: [{ initialNodeCount: '1' }] }, projectId: 'p' };
    const { problems } = validateMessage(containerType('CreateClusterRequest'), json, request);
    expect(problems.map(({ kind, field }) => `${kind} ${field}`)).toEqual([
      'deprecated cluster.enableTpu',
      'unknown cluster.nope',
      'type cluster.nodePools[0].initialNodeCount',
      'deprecated projectId',
    ]);
  });

  it('leaves out what says nothing, as Google does, and keeps what is set on purpose', () => {
    const json = {
      description: '',
      legacyAbac: { enabled: false },
      networkConfig: { enableIntraNodeVisibility: false, defaultEnablePrivateNodes: false },
      resourceLabels: { empty: '' },
      locations: [],
    };
    expect(validateMessage(containerType('Cluster'), json, answer)).toEqual({
      problems: [],
      json: { legacyAbac: {}, networkConfig: { defaultEnablePrivateNodes: false }, resourceLabels: { empty: '' } },
    });
  });

  it('lets an answer set what only the server sets, and nothing deprecated unless it is told to', () => {
    const cluster = { endpoint: '10.0.0.1', statusMessage: 'broken' };
    const kinds = (deprecatedAllowed: boolean) =>
      validateMessage(containerType('Cluster'), cluster, { ...answer, deprecatedAllowed }).problems.map(
        ({ kind }) => kind,
      );
    expect(kinds(false)).toEqual(['deprecated']);
    expect(kinds(true)).toEqual([]);
  });

  it('knows all 1,059 fields of the API, and refuses each of the 130 that are deprecated', () => {
    const fields = messageTypes().flatMap((type) => type.fieldsArray.map((field) => ({ type, field })));
    const deprecated = fields.filter(({ field }) => isDeprecated(field));
    expect([fields.length, deprecated.length]).toEqual([1059, 130]);
    for (const { type, field } of deprecated) {
      const { problems } = validateMessage(type, { [field.name]: undefined }, request);
      expect(problems).toContainEqual({ kind: 'deprecated', field: field.name, message: expect.any(String) });
    }
  });

  it("reads Google's own types, not a copy of them", () => {
    expect(googleProtos.lookupType('google.container.v1.Cluster').fields.networkConfig?.type).toBe('NetworkConfig');
  });
});
