// Packages gke as `npm run package -- --provider gke` does, but in a hurry. Its argument is the path of the program to be made.
import { fileURLToPath } from 'node:url';
import { bundle } from '../../../scripts/package/bundle.ts';
import { makeCodeCache } from '../../../scripts/package/make-code-cache.ts';
import { makeExecutable } from '../../../scripts/package/single-executable.ts';

const [, , output = ''] = process.argv;
const provider = {
  name: 'gke',
  description: 'Google Kubernetes Engine in a hurry',
  module: fileURLToPath(new URL('../fixtures/hurried-gke.ts', import.meta.url)),
  // As gke itself: an adapter that is not built in gets its proxies and authorities from the host.
  isBuiltIn: true,
  whitelistDomains: [],
};
const bundled = await bundle({ providers: [provider], defaultProvider: 'gke', version: '0.0.0-hurried' });
const node = process.execPath;
const codeCache = makeCodeCache(bundled, node, false);
await makeExecutable(bundled, codeCache, { node, builder: node, output });
