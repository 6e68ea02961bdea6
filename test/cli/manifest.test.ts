import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';
import { kontainerDriverSchema } from '../manifest/support/rancher-schemas.js';
import { cliHarness, type CliHarness } from './support/cli-harness.js';

let user: CliHarness;

beforeEach(() => {
  user = cliHarness();
});

afterEach(() => {
  user.cleanUp();
});

const url = 'https://downloads.example.com/kontainer-engine-driver-fake-linux-amd64';
const manifest = ['manifest', '--provider', 'fake', '--url', url];

const objectsIn = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as unknown);

describe('driver manifest', () => {
  it('registers the driver, with the hosts of its cloud and those that are named', async () => {
    const { exitCode, stdout, stderr } = await user.driver(
      ...manifest,
      '--whitelist',
      'a.example.com',
      'b.example.com',
    );
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const [driver, ...others] = objectsIn(stdout);
    const validate = new Ajv({ allErrors: true }).compile(kontainerDriverSchema);
    validate(driver);
    expect(validate.errors).toBeNull();
    expect(driver).toMatchObject({
      metadata: { name: 'fake' },
      spec: { url, whitelistDomains: ['*.fake.test', 'a.example.com', 'b.example.com'] },
    });
    expect(others).toEqual([]);
  });

  it('takes the checksum of the file', async () => {
    writeFileSync(join(user.home, 'driver'), '\x7fELF and so on');
    const { stdout } = await user.driver(...manifest, '--file', 'driver');
    const checksum = createHash('sha256').update('\x7fELF and so on').digest('hex');
    expect(objectsIn(stdout)).toMatchObject([{ spec: { checksum } }]);
  });

  it('takes no checksum of a file that is no driver', async () => {
    writeFileSync(join(user.home, 'page'), '<html>404</html>');
    const { exitCode, stdout, stderr } = await user.driver(...manifest, '--file', 'page');
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
    expect(stderr).toContain(`--file: ${join(user.home, 'page')} is neither an ELF executable nor an archive`);
  });

  it('adds a cluster, with the options that are given in place of their defaults', async () => {
    const { stdout } = await user.driver(...manifest, '--cluster', '--node-count', '5', '--labels', 'a=b');
    expect(objectsIn(stdout)).toMatchObject([
      { kind: 'KontainerDriver' },
      {
        kind: 'Cluster',
        spec: {
          genericEngineConfig: { driverName: 'fake', nodeCount: 5, labels: ['a=b'], accessKey: '<access-key>' },
        },
      },
    ]);
  });

  it('calls the cluster what it is told to, and adds it for that', async () => {
    const { stdout } = await user.driver(...manifest, '--cluster-name', 'c-k7x2p', '--display-name', 'Production');
    expect(objectsIn(stdout)).toMatchObject([
      { kind: 'KontainerDriver' },
      { kind: 'Cluster', metadata: { name: 'c-k7x2p' }, spec: { displayName: 'Production' } },
    ]);
  });

  it('does so for Terraform, and for a shell', async () => {
    const terraform = await user.driver(...manifest, '--format', 'terraform', '--cluster');
    expect(terraform.stdout).toContain('resource "rancher2_cluster_driver" "fake"');
    expect(terraform.stdout).toContain('resource "kubernetes_manifest"');
    const api = await user.driver(...manifest, '--format', 'api', '--cluster');
    expect(api.stdout).toContain('"fakeEngineConfig"');
  });

  it('reads a secret from a file, and says nothing of it but in the cluster', async () => {
    writeFileSync(join(user.home, 'key'), 'hunter2\n');
    const { stdout, stderr } = await user.driver(...manifest, '--access-key', '@key');
    expect(stdout).toContain('accessKey: hunter2');
    expect(stderr).toBe('');
  });

  it.each([
    { argv: ['manifest', '--url', url], says: 'choose a provider: --provider NAME (fake', because: 'there is none' },
    { argv: ['manifest', '--provider', 'fake'], says: '--url URL', because: 'Rancher has to download it' },
    { argv: [...manifest, '--name', 'other'], says: 'as the driver "fake", not "other"', because: 'of the file' },
    { argv: [...manifest, '--checksum', 'abc'], says: '--checksum is no hexadecimal', because: 'it is cut' },
    { argv: [...manifest, '--file', 'none'], says: '--file: cannot read', because: 'it is not there' },
    { argv: [...manifest, '--checksum', 'a', '--file', 'b'], says: 'not both', because: 'one is enough' },
    { argv: [...manifest, '--format', 'xml'], says: 'Allowed choices are yaml, terraform, api', because: 'of three' },
    { argv: [...manifest, '--node-cuont', '1'], says: 'did you mean --node-count?', because: 'a typing mistake' },
    { argv: [...manifest, '--node-count', '101'], says: '--node-count must be 1 to 100', because: 'of the range' },
    {
      argv: [...manifest, '--cluster-name', 'demo'],
      says: '--cluster-name has to be "c-"',
      because: 'Rancher wants it',
    },
    {
      argv: [...manifest, '--spot', '--node-count', '13'],
      says: '--spot cannot be with 13 nodes',
      because: 'the driver would',
    },
    { argv: [...manifest, 'surplus'], says: '"surplus" is one argument too many', because: 'there is no name' },
  ])('refuses $argv: $because', async ({ argv, says }) => {
    const { exitCode, stderr, stdout } = await user.driver(...argv);
    expect(exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
  });

  it('shows its help, with the options of the provider', async () => {
    const { exitCode, stdout } = await user.driver('manifest', '--help', '--provider', 'fake');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('--whitelist <domains...>');
    expect(stdout).toContain('--node-count <number>');
  });
});
