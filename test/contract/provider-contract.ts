import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClusterInfo, emptyClusterInfo } from '../../src/core/contract/cluster-info.js';
import type { ProviderServices } from '../../src/core/contract/provider-services.js';
import type { Provider } from '../../src/core/contract/provider.js';
import { noOptions, type RawOptions } from '../../src/core/options/raw-options.js';
import { statusWithToken } from './cluster-request.js';
import { ServedDriver } from './served-driver.js';

/** What the contract suite needs to know of a provider. */
export interface ContractSetup {
  readonly createProvider: (services: ProviderServices) => Provider;
  /** Make a small cluster, with every secret option set. */
  readonly options: RawOptions;
  /** The secrets among the options. */
  readonly secrets: readonly string[];
  /** A change that an update has to carry out, and what must be true after it. */
  readonly change: { readonly options: RawOptions; readonly nodeCount?: bigint; readonly version?: string };
  /** A change that has to be refused, and the option that the refusal must name. */
  readonly refused: { readonly options: RawOptions; readonly option: string };
  /** How many clusters there are, whatever the driver says; 1 for a provider that makes none. */
  countClusters(): Promise<number>;
  /** Whether `remove` ends the cluster. */
  readonly removes: boolean;
  close(): Promise<void>;
}

/** What every provider has to do, through the real server and a real client: the life of a cluster as Rancher leads it. */
export function providerContract(name: string, open: () => Promise<ContractSetup>, timeoutMs = 30_000): void {
  describe(`the contract, kept by the provider ${name}`, () => {
    let setup: ContractSetup;
    let driver: ServedDriver;
    let info: ClusterInfo;
    const run = (title: string, test: () => Promise<void>) => {
      it(title, test, timeoutMs);
    };

    beforeAll(async () => {
      setup = await open();
      driver = await ServedDriver.start(setup.createProvider);
      info = emptyClusterInfo;
    }, timeoutMs);

    afterAll(async () => {
      await driver.remove(info).catch(() => undefined);
      await driver[Symbol.asyncDispose]();
      await setup.close();
    }, timeoutMs);

    run('says what it can do before anything exists', async () => {
      const capabilities = await driver.capabilities();
      expect(capabilities).toContain('getVersion');
      expect(capabilities).toContain('getClusterSize');
    });

    run('creates a cluster and says how to reach it', async () => {
      info = await driver.create(named(setup.options));
      expect(info).toMatchObject({ createError: '' });
      expect(info.endpoint).toMatch(/^https:\/\//);
      expect(Buffer.from(info.rootCaCertificate, 'base64').toString()).toContain('BEGIN CERTIFICATE');
      expect(Object.keys(info.metadata)).toEqual(['state']);
      expect(info.nodeCount).toBeGreaterThan(0n);
    });

    run('gives a token that the cluster accepts, and that a wrong one is not', async () => {
      const checked = await driver.postCheck({ ...info, status: 'Post-Checking' });
      expect(checked).toMatchObject({ metadata: info.metadata, status: 'Post-Checking' });
      expect(await statusWithToken(checked, checked.serviceAccountToken, '/api/v1/namespaces')).toBe(200);
      expect(await statusWithToken(checked, 'wrong', '/api/v1/namespaces')).toBe(401);
      info = checked;
    });

    run('gives the same token the second time', async () => {
      expect((await driver.postCheck(info)).serviceAccountToken).toBe(info.serviceAccountToken);
    });

    run('reads version and size from the cluster', async () => {
      expect(await driver.version(info)).toBe(info.version);
      expect(await driver.nodeCount(info)).toBe(info.nodeCount);
    });

    run('finds its own cluster again after a crash, with no record of it', async () => {
      const again = await driver.create(named(setup.options));
      expect(again).toMatchObject({ createError: '', rootCaCertificate: info.rootCaCertificate });
      expect(await setup.countClusters()).toBe(1);
    });

    run('goes on with a finished cluster, as after a failed PostCheck', async () => {
      const again = await driver.create(named(setup.options), { ...info, status: 'Error' });
      expect(again).toMatchObject({ createError: '', rootCaCertificate: info.rootCaCertificate });
      expect(await setup.countClusters()).toBe(1);
    });

    run('changes nothing in an update without edits, secrets left out as Rancher does', async () => {
      const updated = await driver.update(info, named(withoutSecrets(setup)));
      expect(updated).toMatchObject({ version: info.version, nodeCount: info.nodeCount, status: info.status });
      info = updated;
    });

    run('carries out an edit', async () => {
      info = await driver.update(info, named(merge(setup.options, setup.change.options)));
      expect(info.nodeCount).toBe(setup.change.nodeCount ?? info.nodeCount);
      expect(info.version).toBe(setup.change.version ?? info.version);
      expect(await driver.nodeCount(info)).toBe(info.nodeCount);
    });

    run('refuses by name an edit of what cannot change', async () => {
      const edit = named(merge(setup.options, setup.refused.options));
      await expect(driver.update(info, edit)).rejects.toThrow(setup.refused.option);
    });

    run('refuses a create whose record belongs to another driver, and gives the record back', async () => {
      const foreign = { ...emptyClusterInfo, metadata: { state: '{"cluster":"theirs"}', note: 'kept' } };
      const refused = await driver.create(named(setup.options), foreign);
      expect(refused.createError).toContain('not written by this driver');
      expect(refused.metadata).toEqual(foreign.metadata);
    });

    run('removes the cluster, and what is gone again', async () => {
      await driver.remove(info);
      expect(await setup.countClusters()).toBe(setup.removes ? 0 : 1);
      await driver.remove(info);
      await driver.remove(emptyClusterInfo);
    });

    run('has said none of the secrets in its log', () => {
      for (const secret of setup.secrets) expect(driver.logged()).not.toContain(secret);
      return Promise.resolve();
    });
  });
}

function named(options: RawOptions): RawOptions {
  // What Rancher adds to every call.
  const strings = { name: 'c-abcde', displayName: 'a contract', driverName: 'under test', ...options.strings };
  return { ...options, strings };
}

function merge(one: RawOptions, other: RawOptions): RawOptions {
  return {
    bools: { ...one.bools, ...other.bools },
    strings: { ...one.strings, ...other.strings },
    ints: { ...one.ints, ...other.ints },
    lists: { ...one.lists, ...other.lists },
  };
}

function withoutSecrets({ options, secrets }: ContractSetup): RawOptions {
  const strings = Object.entries(options.strings).filter(([, value]) => !secrets.includes(value));
  return { ...noOptions, ...options, strings: Object.fromEntries(strings) };
}
