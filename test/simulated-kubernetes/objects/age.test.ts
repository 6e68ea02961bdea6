import { describe, expect, it } from '@jest/globals';
import { ageSince } from '../../../src/simulated-kubernetes/objects/age.js';

describe('an age', () => {
  it.each([
    { seconds: 5, age: '5s' },
    { seconds: 119, age: '119s' },
    { seconds: 120, age: '2m' },
    { seconds: 430, age: '7m10s' },
    { seconds: 3_600, age: '60m' },
    { seconds: 5 * 3_600, age: '5h' },
    { seconds: 72 * 3_600, age: '3d' },
    { seconds: -3, age: '0s' },
  ])('of $seconds seconds reads $age', ({ seconds, age }) => {
    const born = '2026-01-01T00:00:00Z';
    expect(ageSince(born, new Date(Date.parse(born) + seconds * 1_000))).toBe(age);
  });

  it('of something without a birthday is unknown', () => {
    expect(ageSince('', new Date())).toBe('<unknown>');
  });
});
