import { describe, expect, it } from '@jest/globals';
import { checkOptionTable } from '../../../src/core/options/check-option-table.js';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import { failureOf } from '../../support/failure-of.js';
import { doubleOptions } from '../../support/provider-double.js';

const text = { type: 'string', usage: 'Text' } as const;

describe('checkOptionTable', () => {
  it('lets a table pass that Rancher can work with', () => {
    expect(() => {
      checkOptionTable('double', doubleOptions);
    }).not.toThrow();
  });

  it.each([
    { name: 'disk--size', because: 'Rancher panics on an empty part' },
    { name: 'disk-', because: 'Rancher panics on an empty part at the end' },
    { name: '-disk', because: 'the field would begin in upper case' },
    { name: 'diskSize', because: 'the kebab-case spelling would be the camelCase one' },
    { name: 'Disk', because: 'Rancher leaves upper case as it is' },
    { name: 'disk_size', because: 'only letters, digits and "-" are kebab-case' },
    { name: '', because: 'an empty name is none' },
    { name: '2-disks', because: 'a field cannot begin with a digit' },
    { name: 'name', because: 'Rancher sends it with another meaning' },
    { name: 'display-name', because: 'Rancher sends it with another meaning' },
    { name: 'driver-name', because: 'Rancher overwrites a flag of that name' },
    { name: 'driver', because: 'the kontainer-engine CLI sends its own --driver under that name' },
    { name: 'state', because: 'on a retry Rancher copies the metadata of that name over the options' },
  ])('refuses an option called "$name", because $because', async ({ name }) => {
    const error = await failureOf(() => {
      checkOptionTable('double', { [name]: text });
    });
    expect(error.code).toBe('INTERNAL');
    expect(error.message).toContain('double');
    expect(error.message).toContain(name);
  });

  it.each([
    { names: ['node-2', 'node2'], because: 'both become node2' },
    { names: ['a-1-b', 'a1-b'], because: 'both become a1B' },
  ])('refuses $names together, because $because', async ({ names }) => {
    const error = await failureOf(() => {
      checkOptionTable('double', Object.fromEntries(names.map((name) => [name, text])));
    });
    for (const name of names) expect(error.message).toContain(name);
  });

  it('names everything that is wrong at once', async () => {
    const error = await failureOf(() => {
      checkOptionTable('double', { 'a-': text, name: text, 'b-1': text, b1: text });
    });
    for (const name of ['"a-"', 'name', 'b-1', 'b1']) expect(error.message).toContain(name);
  });

  it.each([
    { option: { type: 'float', usage: 'x' }, says: 'type', because: 'Rancher refuses a flag of another type' },
    { option: { usage: 'x' }, says: 'type', because: 'nothing tells how to read it' },
    { option: null, says: 'type', because: 'an adapter in plain JavaScript may leave anything there' },
    {
      option: { type: 'int', usage: 'x', default: 0, min: 1 },
      says: 'default',
      because: 'the default is out of range',
    },
    { option: { type: 'int', usage: 'x', default: '3' }, says: 'default', because: 'the default is no number' },
    {
      option: { type: 'string', usage: 'x', default: 'c', values: ['a'] },
      says: 'default',
      because: 'it is none of the values',
    },
    { option: { type: 'list', usage: 'x', default: 'a' }, says: 'default', because: 'the default is no list' },
    { option: { type: 'bool', usage: 'x', default: 'yes' }, says: 'default', because: 'the default is no boolean' },
    {
      option: { type: 'string', usage: 'x', pattern: /a/g },
      says: 'pattern',
      because: 'such a pattern fails every other time',
    },
    {
      option: { type: 'list', usage: 'x', pattern: /a/y },
      says: 'pattern',
      because: 'such a pattern depends on the last entry',
    },
  ])('refuses $option, because $because', async ({ option, says }) => {
    const error = await failureOf(() => {
      checkOptionTable('double', { disk: option } as unknown as OptionTable);
    });
    expect(error.code).toBe('INTERNAL');
    expect(error.message).toContain('disk');
    expect(error.message).toContain(says);
  });
});
