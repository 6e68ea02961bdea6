import { describe, expect, it } from '@jest/globals';
import { describeOption } from '../../../src/core/options/describe-option.js';
import type { Option } from '../../../src/core/options/option-table.js';

const cases: readonly { option: Option; words: string }[] = [
  { option: { type: 'int', usage: 'Nodes', min: 1, max: 9 }, words: 'Nodes (1 to 9)' },
  { option: { type: 'int', usage: 'Nodes', min: 1 }, words: 'Nodes (at least 1)' },
  { option: { type: 'int', usage: 'Nodes', max: 9 }, words: 'Nodes (at most 9)' },
  { option: { type: 'int', usage: 'Nodes' }, words: 'Nodes' },
  {
    option: { type: 'string', usage: 'Place', values: ['a', 'b'], required: true },
    words: 'Place (required; one of a, b)',
  },
  { option: { type: 'string', usage: 'Place', identity: true }, words: 'Place (cannot change later)' },
  { option: { type: 'bool', usage: 'Spare', immutable: true }, words: 'Spare (cannot change later)' },
];

describe('describeOption', () => {
  it.each(cases)('says "$words"', ({ option, words }) => {
    expect(describeOption(option)).toBe(words);
  });
});
