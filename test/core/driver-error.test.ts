import { runInNewContext } from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DriverError, isDriverError, messageOf } from '../../src/core/driver-error.js';

describe('DriverError.from', () => {
  it('keeps the code, and says what was attempted', () => {
    const first = new DriverError('QUOTA', { attempted: 'create demo', why: 'no more than 5 nodes' });
    const error = DriverError.from(first, 'scale demo');
    expect(error).toMatchObject({
      code: 'QUOTA',
      message: 'scale demo: create demo: no more than 5 nodes',
      cause: first,
    });
    expect(DriverError.from(first)).toBe(first);
  });

  it('takes anything else for a defect', () => {
    const thrown = new TypeError('x is not a function');
    expect(DriverError.from(thrown, 'create demo')).toMatchObject({
      code: 'INTERNAL',
      message: 'create demo: x is not a function',
      cause: thrown,
    });
  });

  it('always has something to say: an empty create_error would tell Rancher that all is well', () => {
    const things = [
      new DriverError('QUOTA', { why: '' }),
      new DriverError('QUOTA', { why: ' \n' }),
      new Error(),
      '',
      ' ',
      null,
      undefined,
    ];
    for (const thrown of things) expect(DriverError.from(thrown).message.trim()).not.toBe('');
  });

  it('makes a DriverError with a message of whatever was thrown', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withObjectString: true }), (thrown) => {
        const error = DriverError.from(thrown, 'create demo');
        return error.code === 'INTERNAL' && error.message.startsWith('create demo: ') && error.message.length > 13;
      }),
    );
  });
});

describe('isDriverError', () => {
  it('knows the class of a plugin that brings its own copy', () => {
    const source = 'Object.assign(new Error("no"), { name: "DriverError", code: "QUOTA" })';
    expect(isDriverError(runInNewContext(source))).toBe(true);
  });

  it.each([
    { thrown: new Error('no'), because: 'it has no code' },
    { thrown: Object.assign(new Error('no'), { name: 'DriverError', code: 7 }), because: 'its code is a number' },
    {
      thrown: Object.assign(new Error('no'), { name: 'DriverError', code: 'ECONNREFUSED' }),
      because: 'its code is none of ours',
    },
    { thrown: 'DriverError', because: 'it is a text' },
    { thrown: null, because: 'it is nothing' },
  ])('does not know $thrown, because $because', ({ thrown }) => {
    expect(isDriverError(thrown)).toBe(false);
  });
});

describe('messageOf', () => {
  it.each([
    [new Error('no'), 'no'],
    [{ message: 'no' }, 'no'],
    ['no', 'no'],
    [42, '42'],
    [undefined, 'undefined'],
  ])('%p says %p', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });

  it('tells the parts of an error that only collects others', () => {
    const both = new AggregateError([new Error('refused by ::1'), new Error('refused by 127.0.0.1')]);
    expect(messageOf(both)).toBe('refused by ::1; refused by 127.0.0.1');
  });
});
