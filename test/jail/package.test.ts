import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readElf } from '../../scripts/package/elf-file.js';
import { missingInJail } from '../../scripts/package/required-libraries.js';
import { copySources } from '../packaging/support/copy-sources.js';
import { installAsRancher } from '../packaging/support/rancher-download.js';
import { DriverClient } from '../support/driver-client.js';
import { makePackage } from './support/make-package.js';
import { packages } from './support/packages.js';
import { ready } from './support/started-driver.js';

const scratch = mkdtempSync(join(tmpdir(), 'driver-package-again-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

interface Registration {
  readonly spec: { readonly url: string; readonly checksum: string };
}

function registration(directory: string, name: string): Registration {
  return parse(readFileSync(join(directory, `kontainerdriver-${name}.yaml`), 'utf8')) as Registration;
}

describe('a package', () => {
  it('is byte for byte the same when it is made again, in another directory', () => {
    const elsewhere = join(scratch, 'a-directory-of-another-length');
    copySources(elsewhere);
    makePackage({ directory: scratch, name: 'all', options: ['--all', '--no-archive'], sources: elsewhere });
    const first = dirname(packages().all);
    // The registrations differ, for only the first has archives.
    for (const file of readdirSync(join(scratch, 'all')).filter((name) => !name.endsWith('.yaml'))) {
      expect(`${file} ${sha256(join(scratch, 'all', file))}`).toBe(`${file} ${sha256(join(first, file))}`);
    }
  });

  it.each(['mock', 'kind', 'gke', 'cloud'])(
    'of all providers is installed by Rancher as the driver %s, by way of an archive and what the YAML says',
    (name) => {
      const directory = dirname(packages().all);
      const { url, checksum } = registration(directory, name).spec;
      const archive = join(directory, basename(new URL(url).pathname));
      const content = execFileSync('xz', ['--decompress', '--stdout', archive], { maxBuffer: 300e6 });
      expect(installAsRancher(url, readFileSync(archive), checksum, content)).toEqual({
        file: `kontainer-engine-driver-${name}`,
        name,
      });
    },
  );

  it('is installed by Rancher as a bare file, too', () => {
    const { url, checksum } = registration(dirname(packages().remote), 'remote').spec;
    expect(installAsRancher(url, readFileSync(packages().remote), checksum)).toEqual({
      file: 'kontainer-engine-driver-remote',
      name: 'remote',
    });
  });

  it('is a download of 32 MB at most, with all providers', () => {
    expect(readFileSync(`${packages().all.replace(/all(?=[^/]*$)/, 'gke')}.tar.xz`).length).toBeLessThan(32e6);
  });

  it('asks for nothing that the jail lacks', () => {
    for (const file of [packages().mock, packages().remote, packages().all]) {
      expect(missingInJail(readElf(readFileSync(file)))).toEqual([]);
    }
  });

  it('comes with sums that sha256sum confirms', () => {
    const directory = dirname(packages().all);
    const sums = readdirSync(directory).filter((name) => name.endsWith('.sha256'));
    const checked = execFileSync('sha256sum', ['--check', ...sums], { cwd: directory, encoding: 'utf8' });
    expect(checked.trim().split('\n')).toHaveLength(sums.length);
  });

  it('lists what is inside', () => {
    const list = JSON.parse(
      readFileSync(join(dirname(packages().mock), 'kontainer-engine-driver-mock.cdx.json'), 'utf8'),
    ) as {
      readonly specVersion: string;
      readonly components: readonly { readonly name: string; readonly purl?: string }[];
    };
    const names = list.components.map(({ name }) => name);
    expect(list.specVersion).toBe('1.6');
    expect(names).toEqual(
      expect.arrayContaining(['node', 'openssl', '@grpc/grpc-js', 'pino', '@kubernetes/client-node']),
    );
    expect(names).not.toContain('jest');
  });
});

const qemu = '/usr/bin/qemu-aarch64-static';
const foreignRoot = '/usr/aarch64-linux-gnu';
const canRunArm = process.env.CI !== undefined || (existsSync(qemu) && existsSync(foreignRoot));

(process.arch === 'x64' && canRunArm ? it : it.skip)('for arm64 is an arm64 file that answers', async () => {
  const output = join(scratch, 'arm64');
  const args = ['--provider', 'gke', '--arch', 'arm64', '--no-archive', '--output', output];
  execFileSync('node_modules/.bin/node', ['scripts/package/main.ts', ...args], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const file = join(output, 'kontainer-engine-driver-gke-linux-arm64');
  expect(readElf(readFileSync(file)).machine).toBe('arm64');
  const driver = spawn(qemu, ['-L', foreignRoot, file, '0'], { env: { PATH: '/usr/bin' } });
  try {
    const { port, provider } = await ready(driver);
    expect(provider).toBe('gke');
    const client = new DriverClient(port);
    const { capabilities } = await client.call('GetCapabilities', {});
    expect(capabilities).not.toBeNull();
    const { options } = await client.call('GetDriverCreateOptions', {});
    expect(options).toHaveProperty('node-count');
    const { details } = await client.refusal('Create', { driver_options: { string_options: { name: 'demo' } } });
    expect(details).toMatch(/credential/);
    client.close();
  } finally {
    driver.kill('SIGKILL');
  }
});
