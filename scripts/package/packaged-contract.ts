import { join, resolve } from 'node:path';
import type { Plugin } from 'esbuild';
import { contractTables } from './contract-tables.ts';
import { protoJson } from './proto-json.ts';

/**
 * Puts the contract into the program: as tables for the server, whose start is paid at every operation of Rancher, and
 * parsed for clients, which use the library that reads `.proto` files.
 */
export function packagedContract(root: string): Plugin {
  const proto = join(root, 'proto', 'driver.proto');
  const tables = contractTables(proto);
  const namespace = 'packaged-contract';
  return {
    name: namespace,
    setup: (build) => {
      build.onResolve({ filter: /\/contract\.js$/ }, ({ path, importer, resolveDir }) => {
        if (resolve(resolveDir, path) !== join(root, 'src/wire/contract.js')) return undefined;
        return { path: importer.startsWith(join(root, 'src/server/')) ? 'server' : 'client', namespace };
      });
      build.onLoad({ filter: /^server$/, namespace }, () => ({
        loader: 'ts',
        resolveDir: root,
        contents: `
import { staticContract } from './src/packaging/static-contract/static-contract.js';
export const { loadContract, typedContract } = staticContract(${JSON.stringify(tables)});`,
      }));
      build.onLoad({ filter: /^client$/, namespace }, () => ({
        loader: 'ts',
        resolveDir: root,
        contents: `
import { loadPackageDefinition } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
export const typedContract = loadPackageDefinition;
const contract = ${protoJson(proto, true)};
const options = { keepCase: true, longs: String, defaults: true, oneofs: true };
export const loadContract = () => fromJSON(contract, options);`,
      }));
    },
  };
}
