import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Option } from '../../../src/core/options/option-table.js';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { readOption } from '../../../src/core/options/read-option.js';
import { rawOptions } from '../../support/raw-options.js';

const int: Option = { type: 'int', usage: 'Size' };
const positive: Option = { type: 'int', usage: 'Size', min: 1, max: 100 };
const bool: Option = { type: 'bool', usage: 'On' };
const text: Option = { type: 'string', usage: 'Text' };
const list: Option = { type: 'list', usage: 'List' };
const name = 'disk-size';

describe('readOption takes a value of the right meaning', () => {
  it.each([
    { option: int, sent: { diskSize: 3 }, value: 3, because: 'Rancher sends the camelCase spelling' },
    { option: int, sent: { 'disk-size': 3 }, value: 3, because: 'the CLI sends the kebab-case spelling' },
    { option: int, sent: { diskSize: '3' }, value: 3, because: 'YAML may quote a number' },
    { option: int, sent: { diskSize: ' 3 ' }, value: 3, because: 'blanks around a number say nothing' },
    { option: int, sent: { diskSize: '+3' }, value: 3, because: 'a sign is part of a number' },
    { option: int, sent: { diskSize: '-3' }, value: -3, because: 'a sign is part of a number' },
    { option: int, sent: { diskSize: '0x10' }, value: undefined, because: 'nobody means that' },
    { option: int, sent: { diskSize: ['3'] }, value: 3, because: 'a list of one is one value' },
    { option: int, sent: { diskSize: 0 }, value: 0, because: '0 is in the range where there is none' },
    { option: bool, sent: { diskSize: true }, value: true, because: 'it is one' },
    { option: bool, sent: { diskSize: 'true' }, value: true, because: 'YAML may quote a boolean' },
    { option: bool, sent: { diskSize: 'False' }, value: false, because: 'upper case is not another meaning' },
    { option: bool, sent: { diskSize: false }, value: false, because: 'false is a value' },
    { option: text, sent: { diskSize: 'a' }, value: 'a', because: 'it is one' },
    { option: text, sent: { diskSize: 134 }, value: '134', because: 'YAML reads a version without quotes as a number' },
    { option: text, sent: { diskSize: true }, value: 'true', because: 'YAML reads an unquoted true as a boolean' },
    { option: text, sent: { diskSize: ['a'] }, value: 'a', because: 'a list of one is one value' },
    { option: list, sent: { diskSize: ['a', 'b'] }, value: ['a', 'b'], because: 'it is one' },
    { option: list, sent: { diskSize: 'a,b' }, value: ['a,b'], because: 'one text is a list of one' },
    { option: list, sent: { diskSize: 3 }, value: ['3'], because: 'one value is a list of one' },
    { option: int, sent: { diskSize: 3, 'disk-size': '3' }, value: 3, because: 'both spellings say the same' },
    { option: int, sent: { diskSize: '', 'disk-size': 3 }, value: 3, because: 'an empty text does not count' },
  ])('$sent as $value, because $because', ({ option, sent, value }) => {
    const reading = readOption(name, option, rawOptions(sent), 'create');
    if (value === undefined) expect(reading.kind).toBe('wrong');
    else expect(reading).toEqual({ kind: 'given', value });
  });
});

describe('readOption takes for unset', () => {
  it.each([
    { option: text, sent: {}, call: 'create', because: 'nothing came' },
    { option: text, sent: { diskSize: '' }, call: 'create', because: 'Rancher sends "" for a text that was not given' },
    { option: int, sent: { diskSize: '' }, call: 'create', because: 'an empty text is no number' },
    { option: bool, sent: { diskSize: '' }, call: 'create', because: 'an empty text is no boolean' },
    { option: list, sent: { diskSize: [] }, call: 'create', because: 'the wire cannot tell an empty list from none' },
    { option: list, sent: { diskSize: '' }, call: 'create', because: 'an empty text is no entry' },
    { option: list, sent: { diskSize: [''] }, call: 'create', because: 'an empty row of a form is no entry' },
    {
      option: positive,
      sent: { diskSize: 0 },
      call: 'create',
      because: 'Rancher sends 0 for a number that was not given',
    },
    {
      option: { ...positive, default: 3 },
      sent: { 'disk-size': 0 },
      call: 'update',
      because: 'the CLI sends 0 with every update',
    },
  ] as const)('$sent, because $because', ({ option, sent, call }) => {
    expect(readOption(name, option, rawOptions(sent), call)).toEqual({ kind: 'absent' });
  });
});

describe('readOption refuses', () => {
  it.each([
    { option: int, sent: { diskSize: 'many' }, problem: 'must be a whole number, not "many"' },
    { option: int, sent: { diskSize: '1.5' }, problem: 'must be a whole number, not "1.5"' },
    { option: int, sent: { diskSize: true }, problem: 'must be a whole number, not "true"' },
    { option: int, sent: { diskSize: ['1', '2'] }, problem: 'takes one value, not a list' },
    { option: positive, sent: { diskSize: 101 }, problem: 'must be 1 to 100, not 101' },
    { option: positive, sent: { diskSize: -1 }, problem: 'must be 1 to 100, not -1' },
    { option: { ...positive, default: 3 }, sent: { diskSize: 0 }, problem: 'must be 1 to 100, not 0' },
    { option: { ...positive, required: true }, sent: { diskSize: 0 }, problem: 'must be 1 to 100, not 0' },
    {
      option: int,
      sent: { diskSize: 2n ** 53n },
      problem: 'must be -9007199254740991 to 9007199254740991, not 9007199254740992',
    },
    {
      option: int,
      sent: { diskSize: '-9223372036854775808' },
      problem: 'must be -9007199254740991 to 9007199254740991, not -9223372036854775808',
    },
    { option: bool, sent: { diskSize: 'yes' }, problem: 'must be true or false, not "yes"' },
    { option: bool, sent: { diskSize: 'untrue' }, problem: 'must be true or false, not "untrue"' },
    { option: bool, sent: { diskSize: 'falsehood' }, problem: 'must be true or false, not "falsehood"' },
    { option: bool, sent: { diskSize: 1 }, problem: 'must be true or false, not "1"' },
    { option: text, sent: { diskSize: ['a', 'b'] }, problem: 'takes one value, not a list' },
    {
      option: { ...text, values: ['a', 'b'] } as Option,
      sent: { diskSize: 'c' },
      problem: 'must be one of a, b, not "c"',
    },
    {
      option: { ...text, pattern: /^\d+$/, patternHint: 'digits' } as Option,
      sent: { diskSize: 'x' },
      problem: 'must be digits, not "x"',
    },
    {
      option: { ...text, pattern: /^\d+$/ } as Option,
      sent: { diskSize: 'x' },
      problem: 'must be like ^\\d+$, not "x"',
    },
    {
      option: { ...list, pattern: /=/, patternHint: 'like k=v' } as Option,
      sent: { diskSize: ['a=b', 'c'] },
      problem: 'must be like k=v, not "c"',
    },
    { option: int, sent: { diskSize: 3, 'disk-size': 4 }, problem: 'is given twice, with different values' },
    { option: text, sent: { diskSize: 'a', 'disk-size': 'b' }, problem: 'is given twice, with different values' },
    { option: int, sent: { diskSize: 3, 'disk-size': 'x' }, problem: 'must be a whole number, not "x"' },
  ])('$sent: it $problem', ({ option, sent, problem }) => {
    expect(readOption(name, option, rawOptions(sent), 'create')).toEqual({ kind: 'wrong', problem });
  });

  it('a pasted file without repeating all of it', () => {
    const reading = readOption(name, int, rawOptions({ diskSize: 'x'.repeat(5_000) }), 'create');
    expect(reading.kind).toBe('wrong');
    expect(JSON.stringify(reading).length).toBeLessThan(200);
  });

  it('a wrong secret without showing it', () => {
    const secret: Option = { ...text, type: 'string', secret: true, pattern: /^k-/, patternHint: 'a key' };
    const reading = readOption(name, secret, rawOptions({ diskSize: 'hunter2-hunter2' }), 'create');
    expect(reading).toEqual({ kind: 'wrong', problem: 'must be a key, not the given value' });
  });
});

describe('readOption, whatever comes', () => {
  const anyValue = fc.oneof(
    fc.string(),
    fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
    fc.boolean(),
    fc.array(fc.string(), { maxLength: 3 }),
  );
  const options = [int, positive, bool, text, list];

  it('gives a value of the type of its option, or says why not, and never throws', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...options),
        anyValue,
        fc.constantFrom('create' as const, 'update' as const),
        (option, value, call) => {
          const reading = readOption(name, option, rawOptions({ diskSize: value }), call);
          if (reading.kind === 'given') {
            const type = { string: 'string', int: 'number', bool: 'boolean', list: 'object' }[option.type];
            expect(typeof reading.value).toBe(type);
          }
          if (reading.kind === 'wrong') expect(reading.problem).not.toBe('');
        },
      ),
    );
  });

  it('reads every whole number that is safe, from either map, and no other', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), fc.boolean(), (number, quoted) => {
        const reading = readOption(name, int, rawOptions({ diskSize: quoted ? String(number) : number }), 'create');
        const safe = Number.isSafeInteger(Number(number)) && BigInt(Number(number)) === number;
        expect(reading).toEqual(
          safe ? { kind: 'given', value: Number(number) } : expect.objectContaining({ kind: 'wrong' }),
        );
      }),
    );
  });

  it('finds nothing under the names that every JavaScript object has', () => {
    for (const key of ['constructor', 'to-string', 'has-own-property']) {
      expect(readOption(key, text, noOptions, 'create')).toEqual({ kind: 'absent' });
    }
  });
});
