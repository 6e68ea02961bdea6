import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { builtInProviders } from '../../src/composition/built-in-providers.js';
import { providerReference } from '../../src/composition/provider-reference.js';

const directory = mkdtempSync(join(tmpdir(), 'provider-reference-'));
writeFileSync(join(directory, 'adapter.js'), '');
writeFileSync(join(directory, 'kind'), '');
mkdirSync(join(directory, 'cloud-adapter'));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

describe('what is given after --provider', () => {
  it.each([
    { text: 'gke', is: { kind: 'built-in', name: 'gke' }, because: 'it comes with the host' },
    { text: 'kind', is: { kind: 'built-in', name: 'kind' }, because: 'a file of that name does not hide it' },
    { text: './kind', is: { kind: 'path', path: join(directory, 'kind') }, because: 'it begins with a dot' },
    { text: '../x.js', is: { kind: 'path', path: resolve(directory, '../x.js') }, because: 'it begins with a dot' },
    { text: '/x/y.js', is: { kind: 'path', path: '/x/y.js' }, because: 'it begins with a slash' },
    { text: 'adapter.js', is: { kind: 'path', path: join(directory, 'adapter.js') }, because: 'there is such a file' },
    { text: 'other.js', is: { kind: 'package', name: 'other.js' }, because: 'there is no such file' },
    { text: 'cloud-adapter', is: { kind: 'package', name: 'cloud-adapter' }, because: 'a directory is no module' },
    { text: '@acme/adapter', is: { kind: 'package', name: '@acme/adapter' }, because: 'it is the name of a package' },
    { text: 'toString', is: { kind: 'package', name: 'toString' }, because: 'nobody listed it' },
  ])('$text is a $is.kind: $because', ({ text, is }) => {
    expect(providerReference(text, builtInProviders, directory)).toEqual(is);
  });
});
