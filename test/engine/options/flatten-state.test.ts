import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noOptions, type RawOptions } from '../../../src/core/options/raw-options.js';
import { flattenState } from '../../../src/engine/options/flatten-state.js';

const only = (part: Partial<RawOptions>): RawOptions => ({ ...noOptions, ...part });

const states: readonly { readonly state: string; readonly expected: Partial<RawOptions>; readonly because: string }[] =
  [
    { state: '["a","b"]', expected: {}, because: 'a list is no object' },
    { state: '"text"', expected: {}, because: 'neither is a text' },
    { state: 'null', expected: {}, because: 'nor null' },
    { state: '{"a":1', expected: {}, because: 'a truncated object is ignored as a whole' },
    { state: '{"a":1e999,"b":"c"}', expected: {}, because: 'so is one with a number that Go cannot hold' },
    { state: '{"a":3.9}', expected: { ints: { a: 3n } }, because: 'a fraction is cut' },
    { state: '{"a":-3.9}', expected: { ints: { a: -3n } }, because: 'towards zero' },
    {
      state: '{"a":1e300}',
      expected: { ints: { a: -(2n ** 63n) } },
      because: 'Go on amd64 turns it into the smallest',
    },
    {
      state: '{"a":9223372036854774784}',
      expected: { ints: { a: 2n ** 63n - 1024n } },
      because: 'this is the largest that fits',
    },
    {
      state: '{"a":9223372036854775808}',
      expected: { ints: { a: -(2n ** 63n) } },
      because: 'the very next one does not fit',
    },
    {
      state: '{"a":-9223372036854775808}',
      expected: { ints: { a: -(2n ** 63n) } },
      because: 'the smallest of all does fit',
    },
    { state: '{"a":true,"b":"c"}', expected: { bools: { a: true }, strings: { b: 'c' } }, because: 'types decide' },
    { state: '{"a":["x",1,null,"y"]}', expected: { lists: { a: ['x', 'y'] } }, because: 'of a list, the texts count' },
    { state: '{"a":["x"]}', expected: { lists: { a: ['x'] } }, because: 'one text is a list too' },
    { state: '{"a":[],"b":[1],"c":null}', expected: {}, because: 'what holds nothing is dropped' },
    {
      state: '{"a":{"b":{"c":1}},"c":2}',
      expected: { ints: { c: 1n } },
      because: 'nested objects are known by their leaves, and the first one stays',
    },
    {
      state: '{"tags":{"a":1,"b":"x","c":null,"d":[1,"2"],"e":{"z":true,"y":1e21},"f":0.00001,"g":0.0001,"h":-0}}',
      expected: {
        lists: { tags: ['a=1', 'b=x', 'c=<nil>', 'd=[1 2]', 'e=map[y:1e+21 z:true]', 'f=1e-05', 'g=0.0001', 'h=-0'] },
      },
      because: 'tags become key=value as Go prints it',
    },
    {
      state: '{"labels":{"a":"b"}}',
      expected: { strings: { a: 'b' } },
      because: 'labels mean something at create only',
    },
    {
      state: '{"__proto__":{"x":"y"},"constructor":"z"}',
      expected: { strings: { x: 'y', constructor: 'z' } },
      because: 'a name is a name',
    },
  ];

describe('flattening the state into the options', () => {
  it.each(states)('$state: $because', ({ state, expected }) => {
    expect(flattenState(state, noOptions)).toEqual(only(expected));
  });

  it('judges for each type by itself whether an option is there', () => {
    const options = only({ ints: { size: 1n } });
    expect(flattenState('{"size":"large"}', options)).toEqual(only({ ints: { size: 1n }, strings: { size: 'large' } }));
  });

  it('never changes what the user gave', () => {
    fc.assert(
      fc.property(fc.json(), rawOptions, (state, options) => {
        const flat = flattenState(state, options);
        expect(flat.bools).toMatchObject(options.bools);
        expect({ ...flat.strings, ...options.strings }).toEqual(flat.strings);
        expect({ ...flat.ints, ...options.ints }).toEqual(flat.ints);
        expect({ ...flat.lists, ...options.lists }).toEqual(flat.lists);
      }),
    );
  });

  it('brings back every leaf of a flat object that the user has cleared', () => {
    const leaves = fc.dictionary(fc.string({ minLength: 1 }).filter(isName), fc.oneof(fc.string(), fc.boolean()));
    fc.assert(
      fc.property(leaves, (state) => {
        const { strings, bools } = flattenState(JSON.stringify(state), noOptions);
        expect({ ...strings, ...bools }).toEqual({ ...state });
      }),
    );
  });

  it('does nothing with what is not an object', () => {
    const other = fc.oneof(fc.array(fc.jsonValue()), fc.string(), fc.double(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(other, rawOptions, (state, options) => {
        expect(flattenState(JSON.stringify(state), options)).toBe(options);
      }),
    );
  });
});

const isName = (name: string): boolean => name !== '__proto__' && name !== 'tags';
const name = fc.string({ minLength: 1 }).filter(isName);
const rawOptions: fc.Arbitrary<RawOptions> = fc.record({
  bools: fc.dictionary(name, fc.boolean()),
  strings: fc.dictionary(name, fc.string()),
  ints: fc.dictionary(name, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })),
  lists: fc.dictionary(name, fc.array(fc.string())),
});
