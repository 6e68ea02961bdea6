import { describe, expect, it } from '@jest/globals';
import { compareVersions } from '../../../src/core/compare-versions.js';
import { checkUpgrade, kubernetesVersions } from '../../../src/providers/mock/options/offered-versions.js';
import { failureOf } from '../../support/failure-of.js';

describe('the versions of Kubernetes', () => {
  it('are listed from old to new', () => {
    expect([...kubernetesVersions].sort(compareVersions)).toEqual(kubernetesVersions);
  });

  it.each([
    { from: '1.33.6', to: '1.33.6', because: 'staying is no step' },
    { from: '1.33.5', to: '1.33.6', because: 'a patch is a step forwards' },
    { from: '1.32.9', to: '1.33.6', because: 'one minor version is a step forwards' },
    { from: '1.32.9', to: '1.32.10', because: 'versions are numbers, not texts' },
  ])('allow the way from $from to $to', ({ from, to }) => {
    expect(() => {
      checkUpgrade('demo', from, to);
    }).not.toThrow();
  });

  it.each([
    { from: '1.34.1', to: '1.33.6', says: 'cannot go back', because: 'etcd and the API do not read newer data' },
    { from: '1.32.10', to: '1.32.9', says: 'cannot go back', because: 'versions are numbers, not texts' },
    { from: '1.32.9', to: '1.34.1', says: 'upgrade to 1.33 first', because: 'the version skew policy says so' },
    { from: '1.34.1', to: '1.34.99', says: 'there is no such version', because: 'nobody released it' },
  ])('refuse the way from $from to $to', async ({ from, to, says }) => {
    const failure = await failureOf(() => {
      checkUpgrade('demo', from, to);
    });
    expect(failure.code).toBe('INVALID');
    expect(failure.message).toContain(says);
  });
});
