import { camelCase, type Option, type OptionTable } from '../../../src/core/options/option-table.js';

/** The KontainerDriver of Rancher's CRDs (`management.cattle.io/v3`), as strict as Rancher's controllers are. */
export const kontainerDriverSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['apiVersion', 'kind', 'metadata', 'spec'],
  properties: {
    apiVersion: { const: 'management.cattle.io/v3' },
    kind: { const: 'KontainerDriver' },
    metadata: {
      type: 'object',
      additionalProperties: false,
      required: ['name'],
      properties: { name: { type: 'string', pattern: '^[a-z0-9]+$' } },
    },
    spec: {
      type: 'object',
      additionalProperties: false,
      required: ['url', 'builtIn', 'active'],
      properties: {
        url: { type: 'string', pattern: '^https?://' },
        checksum: { type: 'string', pattern: '^([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|[0-9a-f]{128})?$' },
        builtIn: { const: false },
        active: { type: 'boolean' },
        uiUrl: { type: 'string' },
        whitelistDomains: { type: 'array', items: { type: 'string', pattern: '^[a-z0-9*.%-]+$' } },
      },
    },
  },
};

/** The Cluster with the fields that Rancher makes of a driver's create flags. */
export function clusterSchema(driverName: string, table: OptionTable): object {
  const fields = Object.entries(table).map(([name, option]) => [camelCase(name), fieldOf(option)] as const);
  const required = Object.entries(table).filter(([, option]) => option.required === true);
  return {
    type: 'object',
    required: ['apiVersion', 'kind', 'metadata', 'spec'],
    properties: {
      apiVersion: { const: 'management.cattle.io/v3' },
      kind: { const: 'Cluster' },
      metadata: {
        type: 'object',
        required: ['name'],
        properties: { name: { type: 'string', pattern: '^c-[a-z0-9]{5}$' } },
      },
      spec: {
        type: 'object',
        required: ['displayName', 'genericEngineConfig'],
        properties: {
          displayName: { type: 'string', minLength: 1 },
          genericEngineConfig: {
            type: 'object',
            additionalProperties: false,
            required: ['driverName', ...required.map(([name]) => camelCase(name))],
            properties: { driverName: { const: driverName }, ...Object.fromEntries(fields) },
          },
        },
      },
    },
  };
}

function fieldOf(option: Option): object {
  switch (option.type) {
    case 'string':
      return { type: 'string' };
    case 'int':
      return { type: 'integer' };
    case 'bool':
      return { type: 'boolean' };
    case 'list':
      return { type: 'array', items: { type: 'string' } };
  }
}
