import { createRequire } from 'node:module';
import type { Root, Service, Type } from './reflection.ts';

const require = createRequire(import.meta.url);

// protobufjs comes with @grpc/proto-loader, so that is from where it is looked up.
const protobuf = createRequire(require.resolve('@grpc/proto-loader'))('protobufjs') as {
  readonly Root: { readonly fromJSON: (descriptor: object) => Root };
};

/** The descriptor of Google's container API as published with its client: 36 methods, 1,059 fields. */
export const googleDescriptor = require('@google-cloud/container/build/protos/protos.json') as object;

/** The same as message types that parse, verify and encode. */
export const googleProtos: Root = protobuf.Root.fromJSON(googleDescriptor);
googleProtos.resolveAll();

/** The one service of the v1 API. */
export const clusterManager: Service = googleProtos.lookupService('google.container.v1.ClusterManager');

/** A message type of the v1 API, by its name there, such as `Cluster`. */
export function containerType(name: string): Type {
  return googleProtos.lookupType(name.startsWith('google.') ? name : `google.container.v1.${name}`);
}
