import { fileURLToPath } from 'node:url';
import { type GrpcObject, loadPackageDefinition } from '@grpc/grpc-js';
import { loadSync, type PackageDefinition } from '@grpc/proto-loader';
import type { DriverContract } from './driver-contract.js';
import type { ProtoGrpcType } from './generated/driver.js';

/** The parsed `proto/driver.proto`. 64-bit numbers are texts, absent fields have their zero values. */
export function loadContract(): PackageDefinition {
  return loadSync(fileURLToPath(new URL('../../proto/driver.proto', import.meta.url)), {
    keepCase: true,
    longs: String,
    defaults: true,
    oneofs: true,
  });
}

/** The service and its client, with the types that `npm run generate` made of the contract. */
export function typedContract(definition: PackageDefinition): ProtoGrpcType {
  const loaded: GrpcObject = loadPackageDefinition(definition);
  return loaded as unknown as ProtoGrpcType;
}

/** The contract as it stands in `proto/driver.proto`. */
export function readContract(): DriverContract {
  const definition = loadContract();
  return { Driver: typedContract(definition).types.Driver, definition: () => definition };
}
