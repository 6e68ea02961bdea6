import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { camelCase } from '../../../../src/core/options/option-table.js';
import { parseLabel, parseTaint } from '../../../../src/providers/gke/plan/labels-and-taints.js';
import {
  formatPoolEntry,
  parsePoolEntry,
  type PoolEntry,
  poolEntryOptions,
} from '../../../../src/providers/gke/options/node-pool-entry.js';

const word = fc.stringMatching(/^[a-z][a-z0-9-]{0,10}[a-z0-9]$/);
const label = fc.tuple(word, word).map(([key, value]) => `${key}=${value}`);
const valueOf: Readonly<Record<string, fc.Arbitrary<string | number | boolean | readonly string[]>>> = {
  labels: fc.uniqueArray(label, { minLength: 1, maxLength: 3 }),
  taints: fc.uniqueArray(
    label.map((mark) => `${mark}:NoSchedule`),
    { minLength: 1, maxLength: 3 },
  ),
  'oauth-scopes': fc.array(
    word.map((scope) => `https://www.googleapis.com/auth/${scope}`),
    { minLength: 1, maxLength: 2 },
  ),
  'disk-size-gb': fc.integer({ min: 10, max: 65_536 }),
  'local-ssd-count': fc.integer({ min: 0, max: 24 }),
};

const entries = fc.record(
  Object.fromEntries(
    Object.entries(poolEntryOptions).map(([name, { type }]) => {
      const usual = {
        string: word,
        bool: fc.boolean(),
        int: fc.integer({ min: 0, max: 1000 }),
        list: fc.array(word, { minLength: 1, maxLength: 3 }),
      };
      return [camelCase(name), valueOf[name] ?? usual[type]];
    }),
  ),
  { requiredKeys: ['name'] },
);

describe('an entry of node-pools', () => {
  it('is read back as it was written, whatever it says', () => {
    fc.assert(
      fc.property(entries, (values) => {
        expect(parsePoolEntry(formatPoolEntry(values as PoolEntry['values']))).toEqual({ values, problems: [] });
      }),
    );
  });

  it('never throws, and either has a name or says that it lacks one', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom(...Array.from('name=;,:a-1 ')) })),
        (text) => {
          const { values, problems } = parsePoolEntry(text);
          expect(values.name !== undefined || problems.length > 0).toBe(true);
        },
      ),
    );
  });

  it.each([
    ['name=a;colour=red', 'has an entry with "colour=red", which is not <flag>=<value>'],
    ['name=a;name=b', 'says name twice'],
    ['name=A', 'name must be at most 40'],
    ['name=a;node-count=many', 'node-count must be a whole number'],
    ['name=a;spot=perhaps', 'spot must be true or false'],
    ['name=a;disk-size-gb=5', 'disk-size-gb must be'],
    ['', 'without a name'],
  ])('%j is refused: %s', (text, says) => {
    expect(parsePoolEntry(text).problems.join('; ')).toContain(says);
  });

  it('may be spread out, and may have no nodes', () => {
    expect(parsePoolEntry(' name = a ; node-count = 0 ; labels = a=b , c=d ').values).toEqual({
      name: 'a',
      nodeCount: 0,
      labels: ['a=b', 'c=d'],
    });
  });
});

describe('labels and taints', () => {
  it.each([
    ['a=b', ['a', 'b']],
    ['example.com/a=', ['example.com/a', '']],
    ['a', undefined],
    ['=b', undefined],
    ['a b=c', undefined],
    ['a=b=c', undefined],
  ])('%s is the label %j', (text, label_) => {
    expect(parseLabel(text)).toEqual(label_);
  });

  it.each([
    ['a=b:NoSchedule', { key: 'a', value: 'b', effect: 'NO_SCHEDULE' }],
    ['a:NoExecute', { key: 'a', value: '', effect: 'NO_EXECUTE' }],
    ['PREFER_NO_SCHEDULE:a=b', { key: 'a', value: 'b', effect: 'PREFER_NO_SCHEDULE' }],
    ['a=b', undefined],
    ['a=b:Never', undefined],
    ['a=b:NoSchedule:x', undefined],
  ])('%s is the taint %j', (text, taint) => {
    expect(parseTaint(text)).toEqual(taint);
  });
});
