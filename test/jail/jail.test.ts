import { describe, expect, it } from '@jest/globals';
import { emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import { clusterInfoToWire } from '../../src/wire/cluster-info-wire.js';
import { DriverClient } from '../support/driver-client.js';
import { Jail } from './support/jail.js';
import { packages } from './support/packages.js';
import { outputOf, ready } from './support/started-driver.js';

/** How long Rancher sleeps before its first attempt; a driver that answers by then is never asked twice. */
const rancherSleepsMs = 5_000;

describe('a packaged driver in the jail', () => {
  it('answers every call that needs no cluster', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const client = new DriverClient((await ready(jail.start(['0']))).port);
    const nothing = clusterInfoToWire(emptyClusterInfo);
    const { options } = await client.call('GetDriverCreateOptions', {});
    expect(Object.keys(options)).toContain('node-count');
    await expect(client.call('GetDriverUpdateOptions', {})).resolves.toHaveProperty('options');
    await expect(client.call('GetCapabilities', {})).resolves.toHaveProperty('capabilities');
    await expect(client.call('GetK8sCapabilities', {})).resolves.toHaveProperty('NodePoolScalingSupported');
    await expect(client.call('RemoveLegacyServiceAccount', nothing)).resolves.toEqual({});
    await expect(client.call('Remove', nothing)).resolves.toEqual({});
  });

  it('refuses, in words, what needs one', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const client = new DriverClient((await ready(jail.start(['0']))).port);
    const nothing = clusterInfoToWire(emptyClusterInfo);
    for (const method of ['PostCheck', 'GetVersion', 'GetNodeCount'] as const) {
      await expect(client.call(method, nothing)).rejects.toThrow(/UNKNOWN: \w+/);
    }
    for (const method of ['ETCDSave', 'ETCDRestore', 'ETCDRemoveSnapshot'] as const) {
      await expect(client.call(method, { info: nothing })).rejects.toThrow(/UNKNOWN: \w+/);
    }
  });

  it('is alive, twenty times at once, before Rancher asks', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const began = performance.now();
    const drivers = Array.from({ length: 20 }, () => ready(jail.start(['0'])));
    const clients = (await Promise.all(drivers)).map(({ port }) => new DriverClient(port));
    await Promise.all(clients.map((client) => client.call('GetCapabilities', {})));
    expect(performance.now() - began).toBeLessThan(rancherSleepsMs);
  });

  it.each([
    { file: 'kontainer-engine-driver-mock', because: 'Rancher names it so' },
    { file: 'kontainer-engine-driver-mock-linux-amd64', because: 'from an archive, the whole name is kept' },
    { file: 'kontainer-engine-driver-unknown', because: 'there is no such provider, so the default one runs' },
  ])('runs the provider that it is named for: $file, for $because', async ({ file }) => {
    using jail = Jail.make(packages().all, file);
    expect((await ready(jail.start(['0']))).provider).toBe('mock');
  });
});

describe('a packaged driver that somebody starts by hand', () => {
  it('says what it is, and that the port is missing', async () => {
    using jail = Jail.make(packages().remote, 'kontainer-engine-driver-remote');
    const { code, text } = await outputOf(jail.start([]));
    expect(code).toBe(2);
    expect(text).toMatch(/cluster driver for Rancher, version \d/);
    expect(text).toContain('with the provider remote');
    expect(text).toContain('What is missing is the port');
  });

  it('says why it cannot serve', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const { port } = await ready(jail.start(['0']));
    const { code, text } = await outputOf(jail.start([String(port)]));
    expect(code).toBe(2);
    expect(text).toContain('the port is in use');
  });

  it('says which provider it does not hold', async () => {
    using jail = Jail.make(packages().mock, 'kontainer-engine-driver-mock');
    const { code, text } = await outputOf(jail.start(['0', '--provider', 'nimbus']));
    expect(code).toBe(2);
    expect(text).toContain('nimbus');
    expect(text).toContain('mock');
  });
});
