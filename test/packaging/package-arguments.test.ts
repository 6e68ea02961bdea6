import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { readArguments } from '../../scripts/package/package-arguments.js';

describe('what the packager is told', () => {
  it('is a provider or all of them, for both architectures where none is named', () => {
    expect(readArguments(['--all'])).toMatchObject({ provider: undefined, architectures: ['amd64', 'arm64'] });
    expect(readArguments(['--provider', '@scope/adapter', '--arch', 'arm64'])).toMatchObject({
      provider: '@scope/adapter',
      architectures: ['arm64'],
    });
  });

  it('may be one URL where there is one driver', () => {
    const url = 'http://files.example.com/driver.tar.xz';
    expect(readArguments(['--provider', 'gke', '--url', url])).toMatchObject({ url });
  });

  it('may be that it should help', () => {
    expect(readArguments(['--help'])).toBeUndefined();
  });

  const thisFile = fileURLToPath(import.meta.url);

  it.each([
    { args: [], says: '--provider or --all is missing' },
    { args: ['--all', '--provider', 'gke'], says: '--all and --provider exclude each other' },
    { args: ['--provider', ''], says: '--provider is empty' },
    { args: ['--provider'], says: "'--provider <value>' argument missing" },
    { args: ['--all', '--colour'], says: "'--colour'" },
    { args: ['--all', 'gke'], says: "'gke'" },
    { args: ['--all', '--arch', 'riscv64'], says: '--arch riscv64: there is none; use amd64 or arm64' },
    { args: ['--all', '--output', thisFile], says: `--output ${thisFile}: it is no directory` },
    { args: ['--all', '--url', 'downloads/{file}'], says: '--url downloads/{file}: it is no URL' },
    { args: ['--all', '--url', 'ftp://x.example/{file}'], says: '--url ftp://x.example/{file}: it is no URL' },
    { args: ['--all', '--url', 'https:///{file}'], says: '--url https:///{file}: it is no URL with a host' },
    { args: ['--all', '--url', 'https://x.example/driver'], says: 'drivers cannot share a URL' },
  ])('is refused in one line that names it: $args', ({ args, says }) => {
    expect(() => readArguments(args)).toThrow(says);
    expect(() => readArguments(args)).not.toThrow('\n');
  });
});
