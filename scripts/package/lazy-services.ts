import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { protoJson } from './proto-json.ts';
import { replaceOnce } from './replace-once.ts';

const { resolve } = createRequire(import.meta.url);

/** Packages that the server requires when somebody calls what they serve, and the pieces that they become. */
export const lazyPieces: Readonly<Record<string, string>> = {
  'late-health-check': 'grpc-health-check',
  'late-reflection': '@grpc/reflection',
};

interface EmbeddedProto {
  /** The module that reads the file, as a path that ends so. */
  readonly module: RegExp;
  /** The call that reads it, up to its options. */
  readonly call: string;
  readonly proto: string;
  /** As in those options. */
  readonly keepCase: boolean;
}

/** Keeps the pieces apart from the start of the program, and puts the `.proto` files that they would read into them. */
export function lazyServices(): Plugin {
  const reflection = dirname(resolve('@grpc/reflection/package.json'));
  const health = dirname(resolve('grpc-health-check/package.json'));
  const embedded: readonly EmbeddedProto[] = [
    ...['v1', 'v1alpha'].map((version) => ({
      module: new RegExp(`/reflection-${version}\\.js$`),
      call: 'protoLoader.loadSync(protoPath,',
      proto: join(reflection, `build/proto/grpc/reflection/${version}/reflection.proto`),
      keepCase: false,
    })),
    {
      module: /grpc-health-check\/build\/src\/health\.js$/,
      call: "proto_loader_1.loadSync)('health/v1/health.proto',",
      proto: join(health, 'proto/health/v1/health.proto'),
      keepCase: true,
    },
  ];
  return {
    name: 'lazy-services',
    setup: (build) => {
      const pieces = Object.keys(lazyPieces).join('|');
      build.onResolve({ filter: new RegExp(`^\\./(${pieces})\\.js$`) }, ({ path }) => ({ path, external: true }));
      build.onLoad({ filter: /\/server\/standard-services\.ts$/ }, async ({ path }) => {
        let contents = replaceOnce(
          await readFile(path, 'utf8'),
          'const require = createRequire(import.meta.url);',
          '',
          path,
        );
        for (const [piece, name] of Object.entries(lazyPieces)) {
          contents = replaceOnce(contents, `require('${name}')`, `require('./${piece}.js')`, path);
        }
        return { contents, loader: 'ts' };
      });
      for (const { module, call, proto, keepCase } of embedded) {
        build.onLoad({ filter: module }, async ({ path }) => {
          const other = `${call.slice(0, call.indexOf('loadSync'))}fromJSON${call.includes(')(') ? ')' : ''}`;
          const contents = replaceOnce(
            await readFile(path, 'utf8'),
            call,
            `${other}(${protoJson(proto, keepCase)},`,
            path,
          );
          return { contents };
        });
      }
    },
  };
}
