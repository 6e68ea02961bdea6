import { describe, expect, it } from '@jest/globals';
import { compareVersions } from '../../src/core/compare-versions.js';

describe('two versions', () => {
  it.each([
    { one: '1.34.1', other: '1.34.1', sign: 0, because: 'they are the same' },
    { one: '1.9.0', other: '1.10.0', sign: -1, because: 'numbers are no texts' },
    { one: '2.0.0', other: '1.99.99', sign: 1, because: 'the first number counts most' },
    { one: '1.34', other: '1.34.7', sign: 0, because: 'what one does not say is equal' },
    { one: 'v1.34.1', other: '1.34.1', sign: 0, because: 'a "v" says nothing' },
    { one: '1.34.1-gke.1829001', other: '1.34.1-gke.1829000', sign: 1, because: 'a build counts too' },
    { one: '', other: '1.34.1', sign: 0, because: 'nothing says nothing' },
  ])('$one and $other are in the order $sign, because $because', ({ one, other, sign }) => {
    expect(Math.sign(compareVersions(one, other))).toBe(sign);
    expect(Math.sign(compareVersions(other, one))).toBe(sign === 0 ? 0 : -sign);
  });
});
