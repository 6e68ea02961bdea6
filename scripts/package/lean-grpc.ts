import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { Plugin } from 'esbuild';

const library = dirname(createRequire(import.meta.url).resolve('@grpc/grpc-js/package.json'));

/**
 * Leaves `@grpc/proto-loader` out of what grpc-js brings with it: the library requires it for two services about the server
 * that a driver does not offer (channelz and ORCA), and the start would load it in vain.
 */
export function leanGrpc(): Plugin {
  return {
    name: 'lean-grpc',
    setup: (build) => {
      build.onResolve({ filter: /^@grpc\/proto-loader$/ }, ({ path, resolveDir }) =>
        resolveDir.startsWith(library) ? { path, external: true } : undefined,
      );
    },
  };
}
