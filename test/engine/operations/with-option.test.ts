import { describe, expect, it } from '@jest/globals';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import { withOption } from '../../../src/engine/operations/with-option.js';
import { rawOptions } from '../../support/raw-options.js';

const table: OptionTable = {
  'kubernetes-version': { type: 'string', usage: 'Version' },
  'node-count': { type: 'int', usage: 'Nodes' },
  'spare-node': { type: 'bool', usage: 'Spare' },
  'node-labels': { type: 'list', usage: 'Labels' },
};
const before = rawOptions({ region: 'north', disk: 10, preemptible: true, zones: ['a'] });

describe('an option that is put among others', () => {
  it.each([
    {
      name: 'kubernetes-version',
      value: '1.35.0',
      after: { strings: { region: 'north', kubernetesVersion: '1.35.0' } },
    },
    { name: 'kubernetes-version', value: 2n, after: { strings: { region: 'north', kubernetesVersion: '2' } } },
    { name: 'node-count', value: 4n, after: { ints: { disk: 10n, nodeCount: 4n } } },
    { name: 'node-count', value: '5', after: { ints: { disk: 10n, nodeCount: 5n } } },
    { name: 'spare-node', value: true, after: { bools: { preemptible: true, spareNode: true } } },
    { name: 'spare-node', value: 'true', after: { bools: { preemptible: true, spareNode: true } } },
    { name: 'spare-node', value: 'false', after: { bools: { preemptible: true, spareNode: false } } },
    { name: 'node-labels', value: ['a=b', 'c=d'], after: { lists: { zones: ['a'], nodeLabels: ['a=b', 'c=d'] } } },
    { name: 'node-labels', value: 'a=b', after: { lists: { zones: ['a'], nodeLabels: ['a=b'] } } },
    { name: 'no-such-option', value: 'x', after: {} },
  ])('goes where the table says: $name with $value', ({ name, value, after }) => {
    expect(withOption(before, table, name, value)).toEqual({ ...before, ...after });
  });
});
