import { describe, expect, it } from '@jest/globals';
import { crashError } from '../../../src/engine/process/crash-error.js';

describe('the error for a driver that ended by itself', () => {
  it.each([
    { lines: [], message: 'the driver ended during create (exit code 2); it wrote nothing' },
    {
      lines: [
        { level: 'info' as const, message: 'one' },
        { level: 'plain' as const, message: 'two' },
      ],
      message: 'the driver ended during create (exit code 2); its last lines:\n  one\n  two',
    },
  ])('says what it wrote last: $lines', ({ lines, message }) => {
    const cause = new Error('lost');
    expect(crashError('create', 'exit code 2', lines, cause)).toMatchObject({ code: 'UNAVAILABLE', message, cause });
  });
});
