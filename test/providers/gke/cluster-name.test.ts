import { describe, expect, it } from '@jest/globals';
import { clusterNameOf } from '../../../src/providers/gke/options/gke-location.js';

describe('the name of a cluster in Google', () => {
  it.each([
    ['c-abcde', 'c-abcde'],
    ['1st', expect.stringMatching(/^c-1st-[0-9a-f]{8}$/)],
    ['a'.repeat(63), expect.stringMatching(/^c-a{28}-[0-9a-f]{8}$/)],
  ])('of %s is always the same, and one that Google takes', (name, expected) => {
    expect(clusterNameOf(name)).toEqual(expected);
    expect(clusterNameOf(name)).toBe(clusterNameOf(name));
    expect(clusterNameOf(name)).toMatch(/^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$/);
  });
});
