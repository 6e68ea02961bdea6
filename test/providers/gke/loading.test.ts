import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bundleProvider, type BundledProvider } from './support/bundle-provider.js';

let directory: string;
let provider: BundledProvider;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'gke-provider-'));
  provider = await bundleProvider(directory);
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

/** What a process has loaded that has made the provider and read its options, and how many options there are. */
function makeProvider(): { readonly files: readonly string[]; readonly options: number } {
  const script = [
    "import { registerHooks } from 'node:module';",
    'const files = [];',
    'registerHooks({ load: (url, context, next) => (files.push(url), next(url, context)) });',
    'const { createProvider } = await import(process.argv[1]);',
    'const provider = createProvider({ clock: {}, log: {}, connectKubernetes: {} });',
    'console.log(JSON.stringify({ files, options: Object.keys(provider.options).length }));',
  ].join('\n');
  const args = ['--no-warnings', '--input-type=module', '-e', script, provider.entry];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as ReturnType<typeof makeProvider>;
}

describe('loading the provider', () => {
  it('loads no library, Google’s least of all, nor what it does, and makes its options readable', () => {
    const { files, options } = makeProvider();
    const loaded = files.flatMap((url) => provider.sourcesOf(url));
    expect(options).toBeGreaterThan(70);
    expect(loaded).toContain('src/providers/gke/gke-provider.ts');
    expect(loaded).not.toContain('src/providers/gke/gke-operations.ts');
    expect(loaded.filter((path) => path.includes('node_modules/'))).toEqual([]);
  });

  it('leaves them in pieces of their own, which are there for the first call', () => {
    const all = provider.files.flatMap((url) => provider.sourcesOf(url));
    expect(all).toContain('src/providers/gke/gke-operations.ts');
    for (const library of ['@googleapis/container', 'google-auth-library', 'jose']) {
      expect(all).toContainEqual(expect.stringContaining(`node_modules/${library}/`));
    }
  });
});
