import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { type ElfFacts, readElf } from '../../scripts/package/elf-file.js';
import { missingInJail, newestVersions } from '../../scripts/package/required-libraries.js';
import { stripSymbols } from '../../scripts/package/strip-symbols.js';

const packageFile = createRequire(import.meta.url).resolve(
  `node-linux-${process.arch === 'arm64' ? 'arm64' : 'x64'}/package.json`,
);
const node = readFileSync(join(dirname(packageFile), 'bin', 'node'));

describe("Node's own binary", () => {
  it('starts in the jail', () => {
    expect(missingInJail(readElf(node))).toEqual([]);
  });

  it('tells what it needs', () => {
    const facts = readElf(node);
    expect(facts.isExecutable).toBe(true);
    expect(facts.needed).toEqual(expect.arrayContaining(['libc.so.6', 'libstdc++.so.6', 'libgcc_s.so.1']));
    expect(newestVersions(facts).GLIBC).toMatch(/^2\.\d+$/);
  });

  it('keeps what is loaded when its symbols are taken out', () => {
    const stripped = stripSymbols(node);
    expect(stripped.length).toBeLessThan(node.length);
    expect(readElf(stripped)).toEqual(readElf(node));
  });

  it('is not stripped twice', () => {
    const stripped = stripSymbols(node);
    expect(stripSymbols(stripped).equals(stripped)).toBe(true);
  });
});

describe('what the jail lacks', () => {
  const facts = (needed: readonly string[], versions: readonly string[]): ElfFacts => ({
    machine: 'amd64',
    isExecutable: true,
    interpreter: '/lib64/ld-linux-x86-64.so.2',
    needed,
    versions: { library: versions },
  });

  it.each([
    { needed: ['libatomic.so.1'], versions: [], missing: ['libatomic.so.1 is not there'], because: 'Node 26 wants it' },
    {
      needed: [],
      versions: ['GLIBC_2.39'],
      missing: ['it needs GLIBC_2.39, and 2.38 is there'],
      because: 'it is newer',
    },
    { needed: [], versions: ['GLIBC_2.4', 'GLIBC_2.38'], missing: [], because: '2.4 is older than 2.38, not newer' },
    {
      needed: ['libc.so.6'],
      versions: ['GLIBCXX_3.4.99'],
      missing: ['it needs GLIBCXX_3.4.99, and 3.4.32 is there'],
      because: 'libstdc++ is too old',
    },
    {
      needed: [],
      versions: ['OTHER_1.0'],
      missing: ['it needs OTHER_1.0, and none is there'],
      because: 'nobody knows that library',
    },
  ])('$missing: $because', ({ needed, versions, missing }) => {
    expect(missingInJail(facts(needed, versions))).toEqual(missing);
  });
});

it('refuses what is no ELF file', () => {
  expect(() => readElf(Buffer.from('#!/bin/sh\nexit 0\n'))).toThrow('it is no ELF file');
});
