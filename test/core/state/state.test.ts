import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/core/json.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { readState, type StateOwner, stateKey, type StoredState, writeState } from '../../../src/core/state/state.js';
import { failureOf } from '../../support/failure-of.js';
import { flattenIfNotExist } from '../../support/flatten-if-not-exist.js';

const owner: StateOwner = { name: 'double', stateVersion: 1 };
const state: StoredState = {
  name: 'c-abcde',
  displayName: 'demo',
  options: { 'node-count': 3, labels: ['a=b'], spare: true, 'access-key': 'opensesame' },
  data: { id: 'id-1', tags: { owner: 'me' }, nested: { deep: { nodeCount: 9 } } },
};

const jsonObject: fc.Arbitrary<JsonObject> = fc
  .dictionary(fc.string(), fc.jsonValue({ noUnicodeString: false }))
  // What JSON cannot carry back the same way: -0, and a key that JavaScript takes for the prototype.
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonObject);

const anyState = fc.record({ name: fc.string(), displayName: fc.string(), options: jsonObject, data: jsonObject });

describe('a state', () => {
  it('comes back as it was written', () => {
    fc.assert(
      fc.property(anyState, (written) => {
        expect(readState(writeState({}, owner, written), owner)).toEqual(written);
      }),
    );
  });

  it('is refused where it is larger than Rancher can store, and says how large it is', async () => {
    const empty = writeState({}, owner, { ...state, data: { id: '' } })[stateKey] ?? '';
    const ofLength = (length: number) => ({ ...state, data: { id: 'x'.repeat(length - empty.length) } });
    expect(writeState({}, owner, ofLength(600_000))[stateKey]).toHaveLength(600_000);
    expect(await failureOf(() => writeState({}, owner, ofLength(600_001)))).toMatchObject({
      code: 'INTERNAL',
      attempted: 'keep the state of c-abcde',
      why: 'the state that the provider double wants to keep is larger than Rancher can store (600001 characters)',
    });
  });

  it('leaves the other entries of the metadata alone', () => {
    const before = { other: 'entry', [stateKey]: 'an older one' };
    const metadata = writeState(before, owner, state);
    expect(metadata).toMatchObject({ other: 'entry' });
    expect(Object.keys(metadata)).toEqual(['other', stateKey]);
    expect(before[stateKey]).toBe('an older one');
  });

  it.each([{}, { [stateKey]: '' }, { other: 'x' }])('is not there in %j', (metadata) => {
    expect(readState(metadata, owner)).toBeUndefined();
  });

  it.each([
    { text: '{"name":"x"}', says: 'not written by this driver', because: 'other drivers write objects' },
    { text: '["other-host",1,{}]', says: 'not written by this driver', because: 'it names another writer' },
    { text: '[]', says: 'not written by this driver', because: 'it names no writer' },
    { text: 'null', says: 'not written by this driver', because: 'there is nothing in it' },
    { text: '"text"', says: 'not written by this driver', because: 'it is a text' },
    { text: 'state', says: 'not JSON', because: 'it is no JSON' },
    { text: '["rancher-driver-host",1,{"provider":"dou', says: 'cut short', because: 'it was truncated' },
    { text: '["rancher-driver-host",2,{}]', says: 'update the driver', because: 'its format is newer' },
    { text: '["rancher-driver-host",1,[]]', says: 'damaged', because: 'there is a list where an object belongs' },
    { text: '["rancher-driver-host",1]', says: 'damaged', because: 'nothing follows the format' },
    {
      text: '["rancher-driver-host",1,{"provider":"double","version":"1","name":"x"}]',
      says: 'damaged',
      because: 'its version is no number',
    },
    { text: '["rancher-driver-host",1,{"provider":"double","version":1}]', says: 'damaged', because: 'it has no name' },
    {
      text: '["rancher-driver-host",1,{"provider":"double","version":0.5,"name":"x"}]',
      says: 'damaged',
      because: 'there is no such version',
    },
    {
      text: '["rancher-driver-host",1,{"provider":"kind","version":1,"name":"x"}]',
      says: '"kind"',
      because: 'it belongs to another provider',
    },
    {
      text: '["rancher-driver-host",1,{"provider":"double","version":2,"name":"x"}]',
      says: 'update the driver',
      because: 'its version is newer',
    },
  ])('is refused where it is $text, because $because', async ({ text, says }) => {
    const error = await failureOf(() => readState({ [stateKey]: text }, owner));
    expect(error.code).toBe('INVALID');
    expect(error.message).toMatch(/^read the state of the cluster: .*; .+/);
    expect(error.message).toContain(says);
  });

  it('is refused without showing what is in it', async () => {
    const text = writeState({}, owner, state)[stateKey] ?? '';
    for (let length = 1; length < text.length; length++) {
      const error = await failureOf(() => readState({ [stateKey]: text.slice(0, length) }, owner));
      expect(error.message).not.toContain('opensesame');
    }
  });
});

describe('a state of an older version', () => {
  const old = writeState({}, owner, { ...state, options: { size: 3 }, data: { id: 1 } });
  const migrations: StateOwner['migrations'] = {
    1: ({ options, data }) => ({
      options: { 'node-count': options.size },
      data: { id: `id-${JSON.stringify(data.id)}` },
    }),
    2: ({ options, data }) => ({ options, data: { ...data, zone: 'a' } }),
  };

  it('goes through every step up to the version of the provider', () => {
    const migrated = readState(old, { name: 'double', stateVersion: 3, migrations });
    expect(migrated).toEqual({ ...state, options: { 'node-count': 3 }, data: { id: 'id-1', zone: 'a' } });
  });

  it('takes only the steps that it needs', () => {
    const middle = writeState({}, { name: 'double', stateVersion: 2 }, state);
    const migrated = readState(middle, { name: 'double', stateVersion: 3, migrations });
    expect(migrated).toEqual({ ...state, data: { ...state.data, zone: 'a' } });
  });

  it('is refused where a step is missing', async () => {
    const error = await failureOf(() =>
      readState(old, { name: 'double', stateVersion: 3, migrations: { 2: (x) => x } }),
    );
    expect(error.message).toContain('version 1 is no longer supported');
  });

  it('is refused, not lost, where a step fails', async () => {
    const failing = {
      1: () => {
        throw new TypeError('x is undefined');
      },
    };
    const error = await failureOf(() => readState(old, { name: 'double', stateVersion: 2, migrations: failing }));
    expect(error.message).toContain('version 1');
    expect(error.message).toContain('x is undefined');
  });
});

describe("Rancher's flattening of a state", () => {
  it('turns a flat JSON object into options, which is what ours must not be', () => {
    const flat = JSON.stringify({
      nodeCount: 3,
      region: 'north',
      on: true,
      list: ['a', 1],
      tags: { a: 1 },
      in: { deep: 'x' },
    });
    expect(flattenIfNotExist(flat, noOptions)).toEqual({
      ints: { nodeCount: 3n },
      strings: { region: 'north', deep: 'x' },
      bools: { on: true },
      lists: { list: ['a'], tags: ['a=1'] },
    });
  });

  it('turns nothing of ours into an option, whatever is in it', () => {
    fc.assert(
      fc.property(anyState, fc.string(), (written, provider) => {
        const text = writeState({}, { name: provider, stateVersion: 1 }, written)[stateKey];
        expect(flattenIfNotExist(text ?? '', noOptions)).toEqual(noOptions);
      }),
    );
  });

  it('turns nothing of ours into an option where it was cut short', () => {
    const text = writeState({}, owner, state)[stateKey] ?? '';
    for (let length = 0; length <= text.length; length++) {
      expect(flattenIfNotExist(text.slice(0, length), noOptions)).toEqual(noOptions);
    }
  });
});
