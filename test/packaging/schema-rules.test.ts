import { describe, expect, it } from '@jest/globals';
import { builtInProviders } from '../../src/composition/built-in-providers.js';
import { connectKubernetes } from '../../src/adapters/kubernetes/connect-kubernetes.js';
import { loadProvider } from '../../src/composition/load-provider.js';
import { camelCase } from '../../src/core/options/option-table.js';
import { standardOptions } from '../../src/core/options/standard-options.js';
import { flagsToWire } from '../../src/wire/driver-flags-wire.js';
import { ManualClock } from '../support/manual-clock.js';
import { MemoryLog } from '../support/memory-log.js';

/** Rancher refuses the driver's schema for any other type (`kontainerdriver.go`, `toResourceField`). */
const knownTypes = ['string', 'bool', 'boolPtr', 'int', 'intPtr', 'stringSlice'];

/** Fields that a cluster of Rancher's, or its engine, has already. */
const taken = ['driverName', 'type', 'state', 'uuid', 'created', 'removed'];

describe.each(Object.keys(builtInProviders.known))('the flags of %s, as Rancher makes a schema of them', (name) => {
  const load = async () => {
    const services = { clock: new ManualClock(), log: new MemoryLog(), connectKubernetes };
    const provider = await loadProvider(name, builtInProviders, services);
    return flagsToWire({ ...standardOptions, ...provider.options }).options ?? {};
  };

  it('have types that Rancher knows', async () => {
    const unknown = Object.entries(await load()).filter(([, { type }]) => !knownTypes.includes(type ?? ''));
    expect(unknown).toEqual([]);
  });

  it('have names that do not crash Rancher: no "--", no "-" at the end', async () => {
    const flags = Object.keys(await load());
    expect(flags.filter((flag) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(flag))).toEqual([]);
  });

  it('become fields of different names, none of which is taken', async () => {
    const fields = Object.keys(await load()).map(camelCase);
    expect(new Set(fields).size).toBe(fields.length);
    expect(fields.filter((field) => taken.includes(field))).toEqual([]);
  });

  it('have lists with a default that is a list, without which Rancher crashes', async () => {
    const lists = Object.values(await load()).filter(({ type }) => type === 'stringSlice');
    expect(lists.filter((flag) => !Array.isArray(flag.default?.defaultStringSlice?.value))).toEqual([]);
  });

  it('have the same default in both of the places where Rancher looks', async () => {
    const differing = Object.entries(await load()).filter(
      ([, { type, value = '', default: given }]) => type === 'string' && value !== (given?.defaultString ?? ''),
    );
    expect(differing).toEqual([]);
  });

  it('keep whatever sounds like a secret out of what Rancher shows', async () => {
    const open = Object.entries(await load()).filter(
      ([flag, { password }]) =>
        /(^|-)(password|secret|token|access-key|private-key|credential)$/.test(flag) && !password,
    );
    expect(open.map(([flag]) => flag)).toEqual([]);
  });
});
