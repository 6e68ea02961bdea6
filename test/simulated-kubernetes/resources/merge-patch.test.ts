import { describe, expect, it } from '@jest/globals';
import { mergePatch, strategicMergePatch } from '../../../src/simulated-kubernetes/resources/merge-patch.js';

describe('a merge patch', () => {
  it.each([
    { patch: { a: { c: 2 } }, result: { a: { b: 1, c: 2 }, list: [1] }, because: 'objects merge' },
    { patch: { a: { b: null } }, result: { a: {}, list: [1] }, because: 'null deletes' },
    { patch: { list: [2] }, result: { a: { b: 1 }, list: [2] }, because: 'lists are replaced' },
  ])('is applied: $because', ({ patch, result }) => {
    expect(mergePatch({ a: { b: 1 }, list: [1] }, patch)).toEqual(result);
  });
});

describe('a strategic merge patch', () => {
  const account = { secrets: [{ name: 'one' }, { name: 'two' }], rules: ['a'] };

  it.each([
    {
      patch: { secrets: [{ name: 'three' }] },
      result: { ...account, secrets: [{ name: 'one' }, { name: 'two' }, { name: 'three' }] },
      because: 'a list with a merge key grows',
    },
    {
      patch: { secrets: [{ name: 'one', kept: true }], $setElementOrder: ['x'] },
      result: { ...account, secrets: [{ name: 'one', kept: true }, { name: 'two' }] },
      because: 'an entry of the same key is merged, and directions are not stored',
    },
    {
      patch: { secrets: [{ name: 'one', $patch: 'delete' }] },
      result: { ...account, secrets: [{ name: 'two' }] },
      because: 'a direction can delete an entry',
    },
    {
      patch: { rules: ['b'] },
      result: { ...account, rules: ['b'] },
      because: 'a list without a merge key is replaced',
    },
    { patch: { $patch: 'replace', rules: ['b'] }, result: { rules: ['b'] }, because: 'a direction can replace all' },
  ])('is applied: $because', ({ patch, result }) => {
    expect(strategicMergePatch(account, patch)).toEqual(result);
  });
});
