import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';
import type { OptionTable } from '../../src/core/options/option-table.js';
import type { DriverRegistration } from '../../src/manifest/driver-registration.js';
import { manifestText } from '../../src/manifest/manifest-text.js';
import { mockOptions } from '../../src/providers/mock/options/mock-options.js';
import { clusterSchema, kontainerDriverSchema } from './support/rancher-schemas.js';

const driver: DriverRegistration = {
  name: 'mock',
  url: 'https://downloads.example.com/kontainer-engine-driver-mock-linux-amd64.tar.xz',
  checksum: 'a'.repeat(64),
  whitelistDomains: ['api.example.com'],
};

const table: OptionTable = {
  ...mockOptions,
  'access-key': { ...mockOptions['access-key'], required: true },
  'project-id': { type: 'string', usage: 'Where', required: true },
  'pod-count': { type: 'int', usage: 'How many', required: true, min: 8 },
  zones: { type: 'list', usage: 'Where else', required: true },
  quiet: { type: 'bool', usage: 'Says less' },
};

async function objects(options?: OptionTable): Promise<readonly unknown[]> {
  const example = options === undefined ? {} : { example: { table: options } };
  const text = await manifestText({ driver, form: 'yaml', ...example });
  return parseAllDocuments(text).map((document) => document.toJS() as unknown);
}

describe('the YAML', () => {
  it("fits Rancher's KontainerDriver", async () => {
    const validate = new Ajv({ allErrors: true }).compile(kontainerDriverSchema);
    const [registration] = await objects();
    validate(registration);
    expect(validate.errors).toBeNull();
    expect(registration).toMatchObject({ metadata: { name: 'mock' }, spec: { url: driver.url, active: true } });
  });

  it("fits Rancher's Cluster, and the table that it was made of", async () => {
    const validate = new Ajv({ allErrors: true }).compile(clusterSchema('mock', table));
    const [, cluster] = await objects(table);
    validate(cluster);
    expect(validate.errors).toBeNull();
  });

  it('has what must be given, what has a default and every secret, spelled as Rancher does', async () => {
    const [, cluster] = await objects(table);
    expect(cluster).toMatchObject({
      spec: {
        genericEngineConfig: {
          driverName: 'mock',
          nodeCount: 3,
          kubernetesVersion: mockOptions['kubernetes-version'].default,
          accessKey: '<access-key>',
          projectId: '<project-id>',
          podCount: 8,
          zones: ['<zones>'],
        },
      },
    });
    expect(JSON.stringify(cluster)).not.toContain('quiet');
  });
});

describe('what is known of the cluster', () => {
  it('stands in place of defaults and placeholders, and beside them', async () => {
    const given = { 'node-count': 5, 'access-key': 'mine', quiet: true };
    const text = await manifestText({ driver, form: 'yaml', example: { table, given } });
    const [, cluster] = parseAllDocuments(text).map((document) => document.toJS() as unknown);
    expect(cluster).toMatchObject({
      spec: { genericEngineConfig: { nodeCount: 5, accessKey: 'mine', quiet: true, projectId: '<project-id>' } },
    });
  });

  it('is told apart from what the reader has to fill in', async () => {
    const text = await manifestText({ driver, form: 'yaml', example: { table, given: { zones: ['a'] } } });
    expect(text).toContain('    # Where\n    # Put your own value here.\n    projectId: <project-id>\n');
    expect(text).toContain('    # Where else\n    zones:\n      - a\n');
  });
});

describe('the YAML of texts that YAML 1.1 takes for something else', () => {
  it.each(['on', 'y', 'NO', '1_000', '0o7', '0777', '1:20', '.5', '2001-01-01', '~', 'null', '<<', '1e3'])(
    'has %j as a text for every reader',
    async (text) => {
      const given = { 'project-id': text };
      const yaml = await manifestText({ driver, form: 'yaml', example: { table, given } });
      const read = (version: '1.1' | '1.2') => parseAllDocuments(yaml, { version })[1]?.toJS() as unknown;
      const expected = { spec: { genericEngineConfig: { projectId: text } } };
      expect([read('1.1'), read('1.2')]).toMatchObject([expected, expected]);
    },
  );
});

describe('the name of the cluster', () => {
  const named = async (names: { readonly clusterName?: string; readonly displayName?: string }) => {
    const text = await manifestText({ driver, form: 'yaml', example: { table, ...names } });
    return parseAllDocuments(text)[1]?.toJS() as { readonly metadata: { readonly name: string } };
  };

  it('is another one each time, so that no second cluster changes the first', async () => {
    const [one, other] = [await named({}), await named({})];
    expect(one.metadata.name).toMatch(/^c-[a-z0-9]{5}$/);
    expect(other.metadata.name).not.toBe(one.metadata.name);
  });

  it('is what it is said to be', async () => {
    const cluster = await named({ clusterName: 'c-abc12', displayName: 'Production' });
    expect(cluster).toMatchObject({ metadata: { name: 'c-abc12' }, spec: { displayName: 'Production' } });
  });
});

describe('an option of which a cluster needs this one or another', () => {
  const either: OptionTable = {
    zone: { type: 'string', usage: 'One place', shownUnless: ['region'] },
    region: { type: 'string', usage: 'Several places' },
    key: { type: 'string', usage: 'Key', secret: true, replacedBy: ['key-path'] },
    'key-path': { type: 'string', usage: 'File of the key' },
  };
  const config = async (given: Readonly<Record<string, string>>) => {
    const text = await manifestText({ driver, form: 'yaml', example: { table: either, given } });
    const { spec } = parseAllDocuments(text)[1]?.toJS() as { readonly spec: { readonly genericEngineConfig: object } };
    return spec.genericEngineConfig;
  };

  it('is for the reader to fill in', async () => {
    expect(await config({})).toEqual({ driverName: 'mock', zone: '<zone>', key: '<key>' });
  });

  it('is left out where the other is given', async () => {
    const given = { region: 'north1', 'key-path': '/key' };
    expect(await config(given)).toEqual({ driverName: 'mock', region: 'north1', keyPath: '/key' });
  });
});

describe('the Terraform', () => {
  it('registers the driver and has the cluster wait for it', async () => {
    const text = await manifestText({ driver, form: 'terraform', example: { table } });
    expect(text).toContain('resource "rancher2_cluster_driver" "mock" {');
    expect(text).toContain('  whitelist_domains = ["api.example.com"]');
    expect(text).toContain('resource "kubernetes_manifest" "demo" {');
    expect(text).toMatch(/^ {8}nodeCount += 3$/m);
    expect(text).toContain('depends_on = [rancher2_cluster_driver.mock]');
  });

  it('does not take a text for an expression', async () => {
    const risky: OptionTable = { motd: { type: 'string', usage: 'Text', default: 'costs ${5} or %{if}' } };
    const text = await manifestText({ driver, form: 'terraform', example: { table: risky } });
    expect(text).toMatch(/motd += "costs \$\$\{5\} or %%\{if\}"/);
  });
});

describe("the calls of Rancher's API", () => {
  const bodies = (text: string): unknown[] =>
    [...text.matchAll(/--json '(.*?)' \\\n/gs)].map(([, body = '']): unknown =>
      JSON.parse(body.replaceAll("'\\''", "'")),
    );

  it('register the driver and make the cluster', async () => {
    const text = await manifestText({ driver, form: 'api', example: { table } });
    expect(bodies(text)).toMatchObject([
      { type: 'kontainerDriver', url: driver.url, checksum: driver.checksum },
      { type: 'cluster', name: 'demo', mockEngineConfig: { nodeCount: 3, accessKey: '<access-key>' } },
    ]);
    expect(text).toContain('"$RANCHER_URL/v3/clusters"');
  });

  it('survive a quote in a text', async () => {
    const text = await manifestText({
      driver,
      form: 'api',
      example: { table: { motd: { type: 'string', usage: 'Text', default: "it's" } } },
    });
    expect(bodies(text)).toMatchObject([{}, { mockEngineConfig: { motd: "it's" } }]);
  });
});

it('leaves out a checksum that is not known', async () => {
  const { checksum: _, ...rest } = driver;
  const text = await manifestText({ driver: rest, form: 'terraform' });
  expect(text).not.toContain('checksum');
});
