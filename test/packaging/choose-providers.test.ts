import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { chooseProviders, type ProviderChoice } from '../../scripts/package/choose-providers.js';
import { kontainerDriver } from '../../scripts/package/kontainer-driver.js';
import { adapterSource } from '../support/adapter-source.js';

const directory = mkdtempSync(join(tmpdir(), 'choose-providers-'));
const domains = "whitelistDomains: ['*.stranger.test'],";
writeFileSync(join(directory, 'adapter.js'), adapterSource(domains));
writeFileSync(join(directory, 'package.json'), JSON.stringify({ type: 'module' }));

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** What the packager chooses where it is started in the directory of the adapter. */
function chosenThere(wanted: string): ProviderChoice {
  const module = pathToFileURL(resolve('scripts/package/choose-providers.ts')).href;
  const program = `
    import { chooseProviders } from ${JSON.stringify(module)};
    console.log(JSON.stringify(await chooseProviders(${JSON.stringify(wanted)}, [])));`;
  const args = ['--no-warnings', '--input-type=module', '--eval', program];
  return JSON.parse(execFileSync(process.execPath, args, { cwd: directory, encoding: 'utf8' })) as ProviderChoice;
}

describe('the packager', () => {
  it.each(['adapter.js', './adapter.js', join(directory, 'adapter.js')])(
    'takes %s for the path of an adapter',
    (path) => {
      expect(chosenThere(path)).toMatchObject({
        name: 'stranger',
        defaultProvider: 'stranger',
        providers: [{ module: join(directory, 'adapter.js'), isBuiltIn: false }],
      });
    },
  );

  it('keeps what an adapter says of itself, and adds the domains that were given', async () => {
    const { providers } = await chooseProviders(join(directory, 'adapter.js'), ['*.more.test']);
    expect(providers).toMatchObject([
      {
        name: 'stranger',
        description: 'An adapter of somebody else',
        whitelistDomains: ['*.stranger.test', '*.more.test'],
      },
    ]);
  });

  it("writes an adapter's domains into what registers it", async () => {
    const [provider] = (await chooseProviders(join(directory, 'adapter.js'), ['*.more.test'])).providers;
    if (provider === undefined) throw new Error('nothing was chosen');
    const text = await kontainerDriver(provider, 'https://x.example/kontainer-engine-driver-stranger', 'abc');
    expect(parse(text)).toMatchObject({
      metadata: { name: 'stranger' },
      spec: { checksum: 'abc', whitelistDomains: ['*.stranger.test', '*.more.test'] },
    });
  });

  it("has a built-in provider's facts from the provider", async () => {
    const { providers } = await chooseProviders('cloud', []);
    expect(providers).toMatchObject([
      {
        name: 'cloud',
        isBuiltIn: true,
        whitelistDomains: ['*.googleapis.com'],
        module: resolve('src/providers/gke/gke-provider.ts'),
      },
    ]);
  });
});
