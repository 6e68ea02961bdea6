import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

const source = resolve(dirname(createRequire(import.meta.url).resolve('@grpc/grpc-js')));

/** What the server side mentions and never uses: the client, and services about the server that are not offered. */
const unused = /\/(make-client|client|admin|orca)$/;

/**
 * Gives the server a gRPC library without its client. The library has one entrance, which loads and registers everything, and
 * that is most of what a driver would do at its start. The code is the library's own; other importers get all of it.
 */
export function leanGrpcServer(): Plugin {
  const space = 'lean-grpc-server';
  const place = (path: string) => ({ path, namespace: space, pluginData: space });
  return {
    name: space,
    setup: (build) => {
      build.onResolve({ filter: /^@grpc\/grpc-js$/ }, ({ importer }) =>
        importer.includes('/src/server/') ? place('entrance') : undefined,
      );
      build.onResolve({ filter: /^\.\.?\//, namespace: space }, ({ path, importer }) => {
        const target = resolve(importer === 'entrance' ? source : dirname(importer), path);
        if (unused.test(target)) return place('unused');
        return place(/\.js(on)?$/.test(target) ? target : `${target}.js`);
      });
      // One line of it reads the contract of a service that is not offered, and would tie that library to the start.
      build.onResolve({ filter: /^@grpc\/proto-loader$/, namespace: space }, () => place('unused'));
      build.onLoad({ filter: /^entrance$/, namespace: space }, () => ({ contents: entrance, resolveDir: source }));
      build.onLoad({ filter: /^unused$/, namespace: space }, () => ({ contents: nothing }));
      build.onLoad({ filter: /\/package\.json$/, namespace: space }, async ({ path }) => {
        const { version } = JSON.parse(await readFile(path, 'utf8')) as { version: string };
        return { contents: JSON.stringify({ version }), loader: 'json' };
      });
      build.onLoad({ filter: /\.js$/, namespace: space }, async ({ path }) => ({
        contents: loadLate(await readFile(path, 'utf8')),
        resolveDir: dirname(path),
      }));
    },
  };
}

const entrance = `
export { Server } from './server.js';
export { ServerCredentials } from './server-credentials.js';
export { Metadata } from './metadata.js';
export { Status as status } from './constants.js';
`;

/** Every call gets a recorder of load reports (gRFC A85), which are sent only where a server asks for them; this one does not. */
const nothing = 'exports.PerRequestMetricRecorder = class {};';

/** Lets a module load what it requires at the first use: \`zlib\` for compressed messages, for one. */
function loadLate(text: string): string {
  let result = text;
  for (const [line, name = '', wanted = ''] of text.matchAll(/^const (\w+_1|zlib) = require\("([^"]+)"\);$/gm)) {
    result = result
      .replace(line, '')
      .replace(new RegExp(`\\bnew ${name}\\.([\\w.]+)`, 'g'), `new (${name}().$1)`)
      .replace(new RegExp(`(?<![.\\w])${name}(?=[.)])`, 'g'), `${name}()`)
      .replace(
        '"use strict";',
        `"use strict";\nlet ${name} = () => { const it = require("${wanted}"); ${name} = () => it; return it; };`,
      );
  }
  return result;
}
