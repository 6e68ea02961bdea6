import type { OptionTable } from './option-table.js';

/** The options that every provider has without declaring them: Rancher sends both with every create and update. */
export const standardOptions = {
  name: {
    type: 'string',
    usage: 'Internal name of the cluster',
    identity: true,
    pattern: /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    patternHint: 'a DNS label: at most 63 of a-z, 0-9 and "-", a letter or digit at both ends',
  },
  'display-name': { type: 'string', usage: 'Name of the cluster for people' },
} as const satisfies OptionTable;
