import { describe, expect, it } from '@jest/globals';
import { noOptions } from '../../../src/core/options/raw-options.js';
import { composeForTest } from '../../support/compose-for-test.js';
import type { ProviderParts } from '../../support/provider-double.js';
import { rawOptions } from '../../support/raw-options.js';

const never = () => Promise.reject(new Error('not called'));
const etcdSnapshots = { save: never, restore: never, remove: never };

describe('the capabilities of a driver', () => {
  const cases: readonly { parts: ProviderParts; can: readonly string[] }[] = [
    { parts: {}, can: [] },
    { parts: { setVersion: never }, can: ['setVersion'] },
    { parts: { setNodeCount: never }, can: ['setClusterSize'] },
    { parts: { etcdSnapshots }, can: ['etcdBackup'] },
    {
      parts: { setVersion: never, setNodeCount: never, etcdSnapshots },
      can: ['setVersion', 'setClusterSize', 'etcdBackup'],
    },
  ];

  it.each(cases)('are reading, which the core does, and what its provider implements: $can', ({ parts, can }) => {
    const { driver } = composeForTest(parts);
    expect(driver.capabilities()).toEqual(new Set(['getVersion', 'getClusterSize', ...can]));
  });
});

describe('the options of a driver', () => {
  const { driver } = composeForTest();

  it('are for a create those of the provider, with the names that Rancher sends', () => {
    expect(Object.keys(driver.createOptions())).toEqual([
      'name',
      'display-name',
      'region',
      'node-count',
      'kubernetes-version',
      'network',
      'spare',
      'labels',
      'access-key',
    ]);
  });

  it('have a usage each, for the form and the help', () => {
    const usages = Object.values(driver.createOptions()).map(({ usage }) => usage);
    expect(usages.filter((usage) => usage.trim() === '')).toEqual([]);
  });

  it('are for an update those that may change, without defaults: the CLI would send them for what nobody gave', () => {
    const options = driver.updateOptions();
    expect(Object.keys(options)).toEqual(['node-count', 'kubernetes-version', 'spare', 'labels', 'access-key']);
    expect(Object.values(options).filter((option) => option.default !== undefined || option.required)).toEqual([]);
  });
});

describe('what clusters offer to workloads', () => {
  it('is nothing where the provider does not say', () => {
    expect(composeForTest().driver.kubernetesCapabilities(noOptions)).toEqual({});
  });

  it('may depend on options, of which those that cannot be read are left out', () => {
    const kubernetesCapabilities: ProviderParts['kubernetesCapabilities'] = ({ region, nodeCount }) => ({
      nodePoolScaling: region === 'south' && nodeCount === 3,
    });
    const { driver } = composeForTest({ kubernetesCapabilities });
    const sent = rawOptions({ region: 'south', nodeCount: 'many' });
    expect(driver.kubernetesCapabilities(sent)).toEqual({ nodePoolScaling: true });
  });

  it('shows no secret in the error of a provider that fails on it', () => {
    const kubernetesCapabilities: ProviderParts['kubernetesCapabilities'] = ({ accessKey }) => {
      throw new Error(`refused: ${accessKey ?? ''}`);
    };
    const { driver, redactor } = composeForTest({ kubernetesCapabilities });
    expect(() => driver.kubernetesCapabilities(rawOptions({ accessKey: 'opensesame' }))).toThrow('refused: opensesame');
    expect(redactor.redact('refused: opensesame')).toBe('refused: ***');
  });
});
