import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from '@jest/globals';
import { type Bundle, bundle } from '../../scripts/package/bundle.js';
import { componentList } from '../../scripts/package/component-list.js';
import { adapterSource } from '../support/adapter-source.js';
import { copySources } from './support/copy-sources.js';

const scratch = mkdtempSync(join(tmpdir(), 'driver-bundle-'));

afterAll(() => {
  rmSync(scratch, { recursive: true, force: true });
});

/** What to bundle where an adapter is in a directory. */
function settings(directory: string) {
  const module = join(directory, 'index.js');
  writeFileSync(module, adapterSource());
  const provider = { name: 'stranger', description: '', module, isBuiltIn: false, whitelistDomains: [] };
  return { providers: [provider], defaultProvider: 'stranger', version: '1.2.3' };
}

it('is the same in every directory, and wherever an adapter is', async () => {
  const elsewhere = mkdtempSync(join(scratch, 'of-another-length-'));
  copySources(elsewhere);
  const copied = (await import(pathToFileURL(join(elsewhere, 'scripts/package/bundle.ts')).href)) as {
    readonly bundle: typeof bundle;
  };
  const here: Bundle = await bundle(settings(scratch));
  const there: Bundle = await copied.bundle(settings(elsewhere));
  expect([...there.chunks.keys()]).toEqual([...here.chunks.keys()]);
  expect([...there.chunks].filter(([name, text]) => here.chunks.get(name) !== text)).toEqual([]);
  const program = { name: 'driver', version: '1.2.3', nodeVersions: process.versions };
  expect(componentList(elsewhere, there.metafile, program)).toEqual(
    componentList(resolve('.'), here.metafile, program),
  );
}, 240_000);
