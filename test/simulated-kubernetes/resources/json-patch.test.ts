import { describe, expect, it } from '@jest/globals';
import { jsonPatch } from '../../../src/simulated-kubernetes/resources/json-patch.js';

const document = { data: { colour: 'red', 'a/b': '1' }, list: ['x', 'y'] };

describe('a JSON patch', () => {
  it.each([
    {
      patch: [{ op: 'add', path: '/data/size', value: '2' }],
      result: { ...document, data: { ...document.data, size: '2' } },
      because: 'add makes a field',
    },
    {
      patch: [{ op: 'replace', path: '/data/a~1b', value: '2' }],
      result: { ...document, data: { colour: 'red', 'a/b': '2' } },
      because: '~1 stands for a slash',
    },
    {
      patch: [{ op: 'remove', path: '/data/colour' }],
      result: { ...document, data: { 'a/b': '1' } },
      because: 'remove deletes a field',
    },
    {
      patch: [{ op: 'add', path: '/list/-', value: 'z' }],
      result: { ...document, list: ['x', 'y', 'z'] },
      because: '- is the end of a list',
    },
    {
      patch: [{ op: 'add', path: '/list/0', value: 'w' }],
      result: { ...document, list: ['w', 'x', 'y'] },
      because: 'add to a list inserts',
    },
    {
      patch: [{ op: 'remove', path: '/list/0' }],
      result: { ...document, list: ['y'] },
      because: 'entries of a list can go',
    },
    {
      patch: [{ op: 'move', from: '/list/0', path: '/data/first' }],
      result: { data: { ...document.data, first: 'x' }, list: ['y'] },
      because: 'move takes along what it takes away',
    },
    {
      patch: [
        { op: 'test', path: '/list/1', value: 'y' },
        { op: 'copy', from: '/list/1', path: '/list/0' },
      ],
      result: { ...document, list: ['y', 'x', 'y'] },
      because: 'operations follow one another',
    },
  ])('is applied: $because', ({ patch, result }) => {
    expect(jsonPatch(document, patch)).toEqual(result);
  });

  it.each([
    { patch: [{ op: 'replace', path: '/data/missing', value: 1 }], because: 'there is nothing to replace' },
    { patch: [{ op: 'remove', path: '/list/9' }], because: 'the list is not that long' },
    { patch: [{ op: 'add', path: '/no/where', value: 1 }], because: 'the parent is missing' },
    { patch: [{ op: 'test', path: '/list/0', value: 'y' }], because: 'the value is another' },
    { patch: [{ op: 'explode', path: '/list' }], because: 'there is no such operation' },
    { patch: { op: 'remove', path: '/list' }, because: 'a patch is a list' },
  ])('is refused, because $because', ({ patch }) => {
    expect(() => jsonPatch(document, patch)).toThrow();
  });
});
