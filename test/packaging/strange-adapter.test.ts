import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { type Bundle, bundle } from '../../scripts/package/bundle.js';
import { makeCodeCache } from '../../scripts/package/make-code-cache.js';
import { adapterSource } from '../support/adapter-source.js';

interface LoaderParts {
  readonly read: (name: string) => string;
  readonly cacheOf: () => undefined;
  readonly loaded: () => undefined;
  readonly requireOfNode: (name: string) => unknown;
}

const requireOfNode = createRequire(import.meta.url);
const { pieceLoader } = requireOfNode('../../scripts/package/piece-loader.cjs') as {
  readonly pieceLoader: (parts: LoaderParts) => (name: string) => { readonly createProvider: (own: object) => object };
};

const scratch = mkdtempSync(join(tmpdir(), 'strange-adapter-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** Writes files below the scratch directory. Returns the path of the first. */
function write(files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(scratch, path)), { recursive: true });
    writeFileSync(join(scratch, path), text);
  }
  return join(scratch, Object.keys(files)[0] ?? '');
}

async function bundled(name: string, module: string): Promise<Bundle> {
  const provider = { name, description: '', module, isBuiltIn: false, whitelistDomains: [] };
  return bundle({ providers: [provider], defaultProvider: name, version: '1.2.3' });
}

/** What the piece that begins with a file exports. */
function pieceOf({ chunks }: Bundle, file: string) {
  const piece = [...chunks.keys()].find((name) => name.startsWith(`${file}-`)) ?? '';
  const read = (name: string) => chunks.get(name) ?? '';
  return pieceLoader({ read, cacheOf: () => undefined, loaded: () => undefined, requireOfNode })(piece);
}

describe("a stranger's adapter, packaged", () => {
  it('runs its own files whatever they are called, with the names of its classes, beside parts that fail', async () => {
    const before = `
      import { wire } from './wire/contract.js';
      import { list } from './src/composition/built-in-providers.ts';
      import { listen } from './src/server/connections/listen.ts';
      class CloudError extends Error {}
      export const late = () => import('./broken.js');
    `;
    const parts = "name: '3cloud', description: [wire, list, listen, new CloudError().constructor.name].join(),";
    const module = write({
      'adapter/3cloud.js': adapterSource(parts, before),
      'adapter/wire/contract.js': "export const wire = 'own contract';",
      'adapter/src/composition/built-in-providers.ts': "export const list: string = 'own list';",
      'adapter/src/server/connections/listen.ts': "export const listen: string = 'own listen';",
      'adapter/broken.js': "throw new Error('not on this machine');",
    });
    const made = await bundled('3cloud', module);
    expect(pieceOf(made, '3cloud').createProvider({})).toMatchObject({
      name: '3cloud',
      description: 'own contract,own list,own listen,CloudError',
    });
    expect([...makeCodeCache(made, process.execPath, false).keys()]).toEqual([...made.chunks.keys()]);
    // What comes with the host has to run here.
    expect(() => makeCodeCache({ ...made, hasStrangers: false }, process.execPath, false)).toThrow();
  }, 240_000);

  it('is refused in one line with the place where it waits at its top level', async () => {
    const module = write({ 'waiting/index.js': `await Promise.resolve();\n${adapterSource()}` });
    await expect(bundled('stranger', module)).rejects.toThrow(
      /^bundle the driver: \S*waiting\/index\.js:1: Top-level await [^\n]*; await it in a function, such as create$/,
    );
  }, 240_000);

  it('may be a package, found from the working directory', () => {
    write({
      'node_modules/@strange/cloud/package.json': JSON.stringify({
        name: '@strange/cloud',
        version: '1.0.0',
        type: 'module',
        exports: { '.': { import: './cloud.js' } },
      }),
      'node_modules/@strange/cloud/cloud.js': adapterSource(),
    });
    const from = (file: string) => JSON.stringify(pathToFileURL(resolve('scripts/package', file)).href);
    const program = `
      import { bundle } from ${from('bundle.ts')};
      import { chooseProviders } from ${from('choose-providers.ts')};
      const { chunks } = await bundle({ ...(await chooseProviders('@strange/cloud', [])), version: '1.2.3' });
      console.log([...chunks.keys()].join(' '));`;
    const args = ['--no-warnings', '--input-type=module', '--eval', program];
    expect(execFileSync(process.execPath, args, { cwd: scratch, encoding: 'utf8' })).toMatch(/ ?cloud-\d+\.js/);
  }, 240_000);
});
