import { describe, expect, it } from '@jest/globals';
import type { OptionTable } from '../../src/core/options/option-table.js';
import { flagsToWire } from '../../src/wire/driver-flags-wire.js';
import type { DriverFlags__Output } from '../../src/wire/generated/types/DriverFlags.js';
import type { Flag__Output } from '../../src/wire/generated/types/Flag.js';
import { optionTableFromWire } from '../../src/wire/option-table-from-wire.js';
import { failureOf } from '../support/failure-of.js';
import { wireMessages } from '../support/wire-messages.js';

const usage = 'What it is for';
const table = {
  text: { type: 'string', usage },
  'text-default': { type: 'string', usage, default: 'a' },
  secret: { type: 'string', usage, secret: true },
  number: { type: 'int', usage },
  'number-default': { type: 'int', usage, default: 0 },
  'number-large': { type: 'int', usage, default: Number.MAX_SAFE_INTEGER },
  switch: { type: 'bool', usage },
  'switch-default': { type: 'bool', usage, default: false },
  list: { type: 'list', usage },
  'list-default': { type: 'list', usage, default: ['a', 'b'] },
} as const satisfies OptionTable;

const bytes = wireMessages.encode('DriverFlags', flagsToWire(table));
const received = wireMessages.decode('DriverFlags', bytes) as DriverFlags__Output;

describe('flagsToWire', () => {
  it.each([
    ['text', { type: 'string', value: '', default: null, password: false }],
    ['text-default', { type: 'string', value: 'a', default: { defaultString: 'a' }, password: false }],
    ['secret', { type: 'string', value: '', default: null, password: true }],
    ['number', { type: 'intPtr', default: null }],
    ['number-default', { type: 'int', default: { defaultInt: '0' } }],
    ['number-large', { type: 'int', default: { defaultInt: '9007199254740991' } }],
    ['switch', { type: 'boolPtr', default: null }],
    ['switch-default', { type: 'bool', default: { defaultBool: false } }],
    ['list', { type: 'stringSlice', default: { defaultStringSlice: { value: [] } } }],
    ['list-default', { type: 'stringSlice', default: { defaultStringSlice: { value: ['a', 'b'] } } }],
  ])('tells Rancher of %s', (name, flag) => {
    expect(received.options[name]).toMatchObject({ ...flag, usage });
  });

  it('uses no type that Rancher would refuse, and gives every list a default that it can read', () => {
    for (const flag of Object.values(received.options)) {
      expect(['string', 'bool', 'boolPtr', 'int', 'intPtr', 'stringSlice']).toContain(flag.type);
      if (flag.type === 'stringSlice') expect(flag.default?.defaultStringSlice?.value).toBeInstanceOf(Array);
    }
  });
});

describe('optionTableFromWire', () => {
  it('reads back what a table says on the wire', () => {
    expect(optionTableFromWire(received)).toEqual(table);
  });

  it('refuses a type that Rancher does not know, by name', async () => {
    const flag = { type: 'float', usage, value: '', default: null, password: false } as Flag__Output;
    const error = await failureOf(() => optionTableFromWire({ options: { ratio: flag } }));
    expect(error).toMatchObject({ code: 'INVALID', message: expect.stringContaining('--ratio has the type "float"') });
  });
});
