import { describe, expect, it } from '@jest/globals';
import { durationMs, durationPattern } from '../../../../src/providers/mock/options/durations.js';

describe('durations', () => {
  it.each([
    { text: '250ms', ms: 250, because: 'milliseconds are the smallest unit' },
    { text: '2s', ms: 2_000, because: 'seconds are the usual one' },
    { text: '1m', ms: 60_000, because: 'a minute is sometimes needed to watch something' },
    { text: '0s', ms: 0, because: 'nothing is a duration, too' },
  ])('are read: $text', ({ text, ms }) => {
    expect(durationPattern.test(text)).toBe(true);
    expect(durationMs(text)).toBe(ms);
  });

  it.each([
    { text: '2', because: 'a number without a unit says nothing' },
    { text: '1.5s', because: 'fractions are written in the smaller unit' },
    { text: '-1s', because: 'time goes forwards' },
    { text: '1h', because: 'no cluster is that slow' },
  ])('are refused: $text', ({ text }) => {
    expect(durationPattern.test(text)).toBe(false);
  });
});
