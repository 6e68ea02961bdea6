import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../../src/core/contract/cluster-info.js';
import { driverName, newRecord } from '../../../src/engine/records/cluster-record.js';
import { existsAlready, isUnfinished } from '../../../src/engine/records/cluster-status.js';
import { demoSpec } from '../support/engine-harness.js';

describe('a new record', () => {
  it('holds what the user wants, and nothing else', () => {
    expect(newRecord(demoSpec, 7)).toEqual({
      ...demoSpec,
      info: emptyClusterInfo,
      lastError: '',
      createdAtMs: 7,
      updatedAtMs: 7,
    });
  });
});

describe('the name of a driver', () => {
  it.each([
    { driver: { kind: 'provider', name: 'mock' }, name: 'mock', because: 'a provider has one' },
    {
      driver: { kind: 'provider', name: './dir/hetzner.js' },
      name: 'hetzner',
      because: 'a module has that of its file',
    },
    { driver: { kind: 'provider', name: '/dir/hetzner.mts' }, name: 'hetzner', because: 'it may be TypeScript' },
    {
      driver: { kind: 'binary', path: '/opt/kontainer-engine-driver-gke' },
      name: 'gke',
      because: "Rancher's prefix is none of it",
    },
    {
      driver: { kind: 'binary', path: '/opt/my-kontainer-engine-driver-gke' },
      name: 'my-kontainer-engine-driver-gke',
      because: 'a prefix stands in front',
    },
    {
      driver: { kind: 'provider', name: 'my.json.store' },
      name: 'my.json.store',
      because: 'a suffix stands at the end',
    },
  ] as const)('is $name, because $because', ({ driver, name }) => {
    expect(driverName(driver)).toBe(name);
  });
});

describe('the status of a cluster', () => {
  it.each([
    { status: '', exists: false, unfinished: false },
    { status: 'Pre-Creating', exists: false, unfinished: true },
    { status: 'Creating', exists: false, unfinished: true },
    { status: 'Post-Checking', exists: true, unfinished: false },
    { status: 'Running', exists: true, unfinished: false },
    { status: 'Updating', exists: true, unfinished: false },
    { status: 'Init', exists: true, unfinished: false },
    { status: 'Error', exists: false, unfinished: false },
    { status: "a driver's own", exists: false, unfinished: false },
  ])('$status says whether it exists ($exists) and is unfinished ($unfinished)', ({ status, exists, unfinished }) => {
    expect([existsAlready(status), isUnfinished(status)]).toEqual([exists, unfinished]);
  });
});
