import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CollectedText } from '../../../src/adapters/commands/collected-text.js';

describe('CollectedText', () => {
  it('finds the same lines however the bytes are cut', () => {
    const lines = fc.array(fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n]/g, '')));
    fc.assert(
      fc.property(lines, fc.array(fc.nat(10)), (wanted, cuts) => {
        const found: string[] = [];
        const text = new CollectedText(1_000_000, (line) => found.push(line));
        let bytes = Buffer.from(wanted.map((line) => `${line}\n`).join(''));
        for (const cut of cuts) {
          text.add(bytes.subarray(0, cut));
          bytes = bytes.subarray(cut);
        }
        text.add(bytes);
        expect(text.end()).toBe(wanted.map((line) => `${line}\n`).join(''));
        expect(found).toEqual(wanted);
      }),
    );
  });
});
