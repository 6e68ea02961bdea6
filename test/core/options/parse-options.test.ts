import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/core/json.js';
import type { OptionTable } from '../../../src/core/options/option-table.js';
import {
  parseKnownOptions,
  parseOptions,
  type ParseSettings,
  valuesOf,
} from '../../../src/core/options/parse-options.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { failureOf } from '../../support/failure-of.js';
import { doubleOptions } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

type Sent = Parameters<typeof rawOptions>[0];

const table = {
  region: { type: 'string', usage: '', identity: true },
  'node-count': { type: 'int', usage: '', default: 3, min: 1, max: 100 },
  project: { type: 'string', usage: '', required: true },
  version: { type: 'string', usage: '' },
  network: { type: 'string', usage: '', immutable: true },
  zones: { type: 'list', usage: '', immutable: true },
  dual: { type: 'bool', usage: '', immutable: true },
  labels: { type: 'list', usage: '' },
  taints: { type: 'list', usage: '', default: ['none'] },
  'api-token': { type: 'string', usage: '', secret: true },
} as const satisfies OptionTable;

const stored = {
  region: 'north',
  'node-count': 5,
  project: 'p',
  version: '1.33',
  'api-token': 'secret-1',
  labels: ['a=b'],
};

function parse(sent: Sent, settings: ParseSettings) {
  return parseOptions(table, rawOptions(sent), settings);
}

describe('false for a switch that cannot change', () => {
  const onByDefault = { dual: { type: 'bool', usage: '', immutable: true, default: true } } as const;

  it.each([
    { table, previous: { ...stored, dual: true }, because: 'it was on' },
    { table: onByDefault, previous: {}, because: 'it is on where nobody says so' },
  ])('is refused, because $because', async ({ table: options, previous }) => {
    const sent = rawOptions({ dual: false, project: 'p', region: 'north' });
    const error = await failureOf(() => parseOptions(options, sent, { call: 'update', previous }));
    expect(error.why).toContain('dual cannot change');
  });
});

describe('a 0 in kebab-case for a number that must be more', () => {
  const sent = { 'node-count': 0, project: 'p' };

  it('is in an update a flag that the CLI sends unasked: the stored value stays', () => {
    expect(parse(sent, { call: 'update', previous: stored }).values.nodeCount).toBe(5);
  });

  it('is in a create what the user asked for, and refused', async () => {
    expect(await failureOf(() => parse(sent, { call: 'create' }))).toMatchObject({
      code: 'INVALID',
      why: 'node-count must be 1 to 100, not 0',
    });
  });
});

describe('parseOptions of a create', () => {
  it('fills in defaults, and leaves unset what has none', () => {
    const { values, stored: kept, given } = parse({ project: 'p', labels: ['a=b'] }, { call: 'create' });
    expect(values).toEqual({
      region: undefined,
      nodeCount: 3,
      project: 'p',
      version: undefined,
      network: undefined,
      zones: [],
      dual: undefined,
      labels: ['a=b'],
      taints: ['none'],
      apiToken: undefined,
    });
    expect(kept).toEqual({ 'node-count': 3, project: 'p', labels: ['a=b'], taints: ['none'] });
    expect(given).toEqual(new Set(['project', 'labels']));
  });

  it('ignores what the table does not have, for Rancher always sends some', () => {
    const sent = {
      project: 'p',
      driverName: 'double',
      state: '["x"]',
      name: 'c-abcde',
      toString: 'x',
      ['__proto__']: 'y',
    };
    expect(parse(sent, { call: 'create' }).stored).toEqual({ 'node-count': 3, project: 'p', taints: ['none'] });
  });

  it('names all that is wrong in one message', async () => {
    const sent = { nodeCount: 1000, version: ['a', 'b'], dual: 'perhaps' };
    const error = await failureOf(() => parse(sent, { call: 'create' }));
    expect(error.code).toBe('INVALID');
    expect(error.message).toBe(
      'check the options: node-count must be 1 to 100, not 1000; project is required; ' +
        'version takes one value, not a list; dual must be true or false, not "perhaps"',
    );
  });

  it.each([{ project: '' }, { project: [] }, {}])('takes %j for a required option that is missing', async (sent) => {
    const error = await failureOf(() => parse(sent, { call: 'create' }));
    expect(error.message).toBe('check the options: project is required');
  });

  it('asks for rules between options once each option is right by itself', async () => {
    const validate = () => [{ option: 'labels', problem: 'must fit the network' }];
    const wrong = await failureOf(() => parse({ project: 'p', nodeCount: 0 }, { call: 'create', validate }));
    expect(wrong.message).toBe('check the options: node-count must be 1 to 100, not 0');
    const right = await failureOf(() => parse({ project: 'p' }, { call: 'create', validate }));
    expect(right.message).toBe('check the options: labels must fit the network');
  });
});

describe('parseOptions of a retry', () => {
  it.each([
    { sent: { project: 'q' }, name: 'project', value: 'q', because: 'options win over the old state' },
    { sent: { project: 'p' }, name: 'region', value: 'north', because: 'it says which cluster this is' },
    { sent: { project: 'p', region: 'north' }, name: 'region', value: 'north', because: 'it is the same' },
    {
      sent: { project: 'p' },
      name: 'node-count',
      value: 3,
      because: 'nothing stands but what says which cluster this is',
    },
    { sent: { project: 'p' }, name: 'version', value: undefined, because: 'the user took it back' },
    {
      sent: { project: 'p', network: 'n' },
      name: 'network',
      value: 'n',
      because: 'the first try may have failed on it',
    },
    {
      sent: { project: 'p' },
      name: 'api-token',
      value: 'secret-1',
      because: 'Rancher does not show secrets to those who edit',
    },
    { sent: { project: 'p', apiToken: 'secret-2' }, name: 'api-token', value: 'secret-2', because: 'it was corrected' },
  ])('$name is $value with $sent, because $because', ({ sent, name, value }) => {
    expect(parse(sent, { call: 'retry', previous: stored }).stored[name]).toBe(value);
  });

  it('refuses by name another identity, with both values', async () => {
    const error = await failureOf(() => parse({ project: 'p', region: 'south' }, { call: 'retry', previous: stored }));
    expect(error.message).toBe(
      'check the options: region cannot change from "north" to "south": set it back, or make a new cluster',
    );
  });
});

describe('parseOptions of an update', () => {
  it.each([
    { sent: {}, name: 'api-token', value: 'secret-1', because: 'an absent secret means: keep it' },
    { sent: { apiToken: '' }, name: 'api-token', value: 'secret-1', because: 'so does an empty one' },
    { sent: { apiToken: 'secret-2' }, name: 'api-token', value: 'secret-2', because: 'it was rotated' },
    { sent: {}, name: 'node-count', value: 5, because: 'a default is no wish of the user' },
    { sent: { nodeCount: 7 }, name: 'node-count', value: 7, because: 'it was edited' },
    { sent: {}, name: 'version', value: undefined, because: 'it was cleared' },
    { sent: { version: '' }, name: 'version', value: undefined, because: 'it was cleared' },
    { sent: {}, name: 'region', value: 'north', because: 'it cannot change' },
    { sent: {}, name: 'project', value: 'p', because: 'a required option may come from an earlier call' },
    {
      sent: { dual: false },
      name: 'dual',
      value: undefined,
      because: "Rancher's form sends false for what nobody ever set",
    },
    { sent: { zones: [] }, name: 'zones', value: undefined, because: 'nothing was there, and nothing came' },
  ])('$name is $value with $sent, because $because', ({ sent, name, value }) => {
    expect(parse(sent, { call: 'update', previous: stored }).stored[name]).toBe(value);
  });

  it('takes a list that does not come for a cleared one', () => {
    expect(parse({}, { call: 'update', previous: stored }).values.labels).toEqual([]);
  });

  it.each([
    { sent: { region: 'south' }, says: 'region cannot change from "north" to "south"' },
    { sent: { network: 'n' }, says: 'network cannot change: it was not set when the cluster was made' },
    { sent: { zones: ['a'] }, says: 'zones cannot change: it was not set when the cluster was made' },
    { sent: { dual: true }, says: 'dual cannot change: it was not set when the cluster was made' },
  ])('refuses $sent', async ({ sent, says }) => {
    const error = await failureOf(() => parse(sent, { call: 'update', previous: stored }));
    expect(error.code).toBe('INVALID');
    expect(error.message).toContain(says);
  });

  it('lets an option pass that a newer driver added with a default', () => {
    const newer = { size: { type: 'int', usage: '', default: 1, immutable: true } } as const satisfies OptionTable;
    expect(parseOptions(newer, noOptions, { call: 'update', previous: {} }).values.size).toBe(1);
    const same = rawOptions({ size: 1 });
    expect(parseOptions(newer, same, { call: 'update', previous: {} }).values.size).toBe(1);
  });

  it.each([
    { sent: { path: '/key' }, kept: undefined, because: 'a path comes in its place' },
    { sent: { ambient: true }, kept: undefined, because: 'it is wanted no more' },
    {
      sent: { ambient: false, path: '' },
      kept: 'secret-1',
      because: 'a form sends false and nothing for what is unset',
    },
  ])('keeps the stored secret or not: $because', ({ sent, kept }) => {
    const options = {
      key: { type: 'string', usage: '', secret: true, replacedBy: ['path', 'ambient'] },
      path: { type: 'string', usage: '' },
      ambient: { type: 'bool', usage: '' },
    } as const satisfies OptionTable;
    const settings = { call: 'update', previous: { key: 'secret-1' } } as const;
    expect(parseOptions(options, rawOptions(sent), settings).values.key).toBe(kept);
  });

  it('never shows a secret that cannot change', async () => {
    const fixed = { key: { type: 'string', usage: '', secret: true, immutable: true } } as const satisfies OptionTable;
    const settings = { call: 'update', previous: { key: 'old-secret' } } as const;
    const error = await failureOf(() => parseOptions(fixed, rawOptions({ key: 'new-secret' }), settings));
    expect(error.message).toContain('key cannot change');
    expect(error.message).not.toMatch(/old-secret|new-secret/);
  });

  it('does not trust a stored value of another type', () => {
    const odd = { ...stored, 'node-count': 'five', region: 7 };
    expect(parse({}, { call: 'update', previous: odd }).stored).toMatchObject({ 'node-count': 3 });
  });
});

describe('what was parsed', () => {
  it('is the same again when it comes back from the state', () => {
    const value = fc.record(
      {
        region: fc.string({ minLength: 1 }),
        nodeCount: fc.integer({ min: 1, max: 100 }),
        project: fc.string({ minLength: 1 }),
        network: fc.string({ minLength: 1 }),
        dual: fc.boolean(),
        labels: fc.array(fc.string({ minLength: 1 })),
        apiToken: fc.string({ minLength: 1 }),
      },
      { requiredKeys: ['project'] },
    );
    fc.assert(
      fc.property(value, (sent) => {
        const first = parse(sent, { call: 'create' });
        const previous = JSON.parse(JSON.stringify(first.stored)) as JsonObject;
        expect(valuesOf(table, previous)).toEqual(first.values);
        // The same options again change nothing.
        expect(parse(sent as Sent, { call: 'update', previous }).values).toEqual(first.values);
        expect(parse(sent as Sent, { call: 'retry', previous }).values).toEqual(first.values);
      }),
    );
  });

  it('drops stored options that the table has no more, and gives a new list its default', () => {
    expect(valuesOf(table, { old: 1, project: 'p' })).toMatchObject({
      project: 'p',
      taints: ['none'],
      labels: [],
      nodeCount: 3,
    });
    expect(valuesOf(table, { old: 1 })).not.toHaveProperty('old');
  });
});

describe('parseKnownOptions', () => {
  it('reads what can be read, and says nothing about the rest', () => {
    const known = parseKnownOptions(doubleOptions, rawOptions({ nodeCount: 'many', region: 'south' }));
    expect(known).toMatchObject({ region: 'south', nodeCount: 3, labels: [] });
  });
});
