import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

/** The parser that @grpc/proto-loader is made of. */
const { parse } = createRequire(resolve('@grpc/proto-loader'))('protobufjs') as {
  parse: (text: string, options: { keepCase: boolean }) => { root: { toJSON: () => object } };
};

/**
 * A `.proto` file without imports in the form that `fromJSON` of @grpc/proto-loader reads. `keepCase` has to be what whoever
 * loads it says. (A descriptor would not do: from one, the library makes lists of maps.)
 */
export function protoJson(path: string, keepCase: boolean): string {
  return JSON.stringify(parse(readFileSync(path, 'utf8'), { keepCase }).root.toJSON());
}
