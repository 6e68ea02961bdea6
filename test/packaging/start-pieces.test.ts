import { expect, it } from '@jest/globals';
import { bundle } from '../../scripts/package/bundle.js';
import { chooseProviders } from '../../scripts/package/choose-providers.js';

it('loads no package at the start but those that it serves with', async () => {
  const { providers, defaultProvider } = await chooseProviders(undefined, []);
  const { metafile } = await bundle({ providers, defaultProvider, version: '0.0.0' });
  const pieceOf = (source: RegExp) =>
    Object.entries(metafile.outputs).find(([, { inputs }]) =>
      Object.keys(inputs).some((input) => source.test(input)),
    )?.[0] ?? '';
  const served = [
    /src\/packaging\/run-packaged\.ts$/,
    /src\/composition\/serve-from-arguments\.ts$/,
    /src\/packaging\/codec-contract\.ts$/,
    /^generated:driver-codec$/,
  ].map(pieceOf);
  expect(served).not.toContain('');
  expect([...packagesIn(metafile.outputs, served)].sort()).toEqual([
    '@grpc/grpc-js',
    '@js-sdsl/ordered-map',
    '@protobufjs/aspromise',
    '@protobufjs/base64',
    '@protobufjs/eventemitter',
    '@protobufjs/float',
    '@protobufjs/pool',
    '@protobufjs/utf8',
    'long',
    'protobufjs',
    'reflect-metadata',
    'tslib',
    'tsyringe',
  ]);
}, 120_000);

type Outputs = Awaited<ReturnType<typeof bundle>>['metafile']['outputs'];

/** The packages in some pieces, and in those that are loaded with them. */
function packagesIn(outputs: Outputs, pieces: readonly string[]): ReadonlySet<string> {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const visit = (piece: string) => {
    const output = outputs[piece];
    if (output === undefined || seen.has(piece)) return;
    seen.add(piece);
    for (const input of Object.keys(output.inputs)) {
      const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
      if (name !== undefined) packages.add(name);
    }
    for (const { path, kind } of output.imports) if (kind === 'import-statement') visit(path);
  };
  for (const piece of pieces) visit(piece);
  return packages;
}
