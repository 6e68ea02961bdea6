import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/core/json.js';
import { checkOptionTable } from '../../../../src/core/options/check-option-table.js';
import { valuesOf } from '../../../../src/core/options/parse-options.js';
import { kindOptions } from '../../../../src/providers/kind/options/kind-options.js';
import { validateOptions } from '../../../../src/providers/kind/options/validate-kind-options.js';

describe('the options of a kind cluster', () => {
  it('are a table that Rancher can work with', () => {
    checkOptionTable('kind', kindOptions);
  });

  it('are right by default', () => {
    expect(validateOptions(valuesOf(kindOptions, {}))).toEqual([]);
  });

  it.each<[JsonObject, string, string]>([
    [{ 'kubernetes-version': '1.34.0', 'node-image': 'a' }, 'kubernetes-version', 'is decided by node-image'],
    [{ 'api-server-address': 'localhost' }, 'api-server-address', 'must be an IP address'],
    [{ 'endpoint-host': 'lab.example' }, 'endpoint-host', 'needs api-server-address'],
    [{ 'api-server-port': -1, 'control-plane-count': 3 }, 'api-server-port', 'cannot be -1'],
    [{ 'pod-subnet': 'fd00::/48' }, 'pod-subnet', 'one IPv4 subnet for ip-family ipv4'],
    [{ 'service-subnet': '10.0.0.0/16', 'ip-family': 'dual' }, 'service-subnet', 'one IPv4 and one IPv6 subnet'],
    [{ 'pod-subnet': '10.0.0.0/8', 'service-subnet': '10.96.0.0/16' }, 'service-subnet', 'must not overlap pod-subnet'],
    [{ 'extra-port-mappings': ['80'] }, 'extra-port-mappings', 'HOST-PORT:NODE-PORT'],
    [{ 'extra-port-mappings': ['80:1', '80:2'] }, 'extra-port-mappings', 'takes port 80 of the host twice'],
    [{ 'extra-port-mappings': ['6443:1'], 'api-server-port': 6443 }, 'extra-port-mappings', 'takes port 6443'],
    [{ 'extra-mounts': ['/a:/b', '/c:/b'] }, 'extra-mounts', 'names /b twice'],
    [{ 'registry-mirrors': ['docker.io'] }, 'registry-mirrors', 'REGISTRY=URL'],
    [{ 'node-labels': ['a=b', 'a=c'] }, 'node-labels', 'names a twice'],
  ])('%j: %s is wrong', (given, option, problem) => {
    const problems = validateOptions(valuesOf(kindOptions, given));
    expect(problems).toEqual([{ option, problem: expect.stringContaining(problem) }]);
  });

  it('are told all that is wrong at once', () => {
    const given = { 'api-server-address': 'x', 'pod-subnet': 'y', 'node-labels': ['z'] };
    const options = validateOptions(valuesOf(kindOptions, given)).map(({ option }) => option);
    expect(options).toEqual(['api-server-address', 'pod-subnet', 'node-labels']);
  });
});
