import type { MethodDefinition, PackageDefinition, ServiceDefinition } from '@grpc/proto-loader';
import type { ProtoGrpcType } from '../../wire/generated/driver.js';
import { type ContractTables, messageShapes } from './contract-tables.js';
import { decodeMessage, encodeMessage } from './message-codec.js';
import type { MessageShape } from './message-shape.js';

/** The two functions of `src/wire/contract.ts`, as a server uses them. */
export interface StaticContract {
  loadContract(): PackageDefinition;
  /** Has the definition of the service, and no client. */
  typedContract(definition: PackageDefinition): ProtoGrpcType;
}

/**
 * The contract without the library that reads `.proto` files: it takes longer to load, to parse, and to write code for each
 * message, than all the rest of the driver's start. The same bytes and the same values come out (`test/packaging/`).
 */
export function staticContract(tables: ContractTables): StaticContract {
  return {
    loadContract: () => ({
      'types.Driver': serviceOf(tables),
      // Reflection wants the file only, and looks for it in the definition of any message.
      'types.Empty': {
        format: 'Protocol Buffer 3 DescriptorProto',
        type: {},
        fileDescriptorProtos: [Buffer.from(tables.descriptor, 'base64')],
      } as unknown as PackageDefinition[string],
    }),
    typedContract: (definition) =>
      ({ types: { Driver: { service: definition['types.Driver'] } } }) as unknown as ProtoGrpcType,
  };
}

function serviceOf(tables: ContractTables): ServiceDefinition {
  const shapes = messageShapes(tables);
  const shape = (name: string): MessageShape => shapes.get(name) ?? { name, fields: [] };
  return Object.fromEntries(
    Object.entries(tables.methods).map(([name, { request, response }]) => [
      name,
      methodOf(name, shape(request), shape(response)),
    ]),
  );
}

function methodOf(name: string, request: MessageShape, response: MessageShape): MethodDefinition<object, object> {
  const method = {
    path: `/types.Driver/${name}`,
    originalName: name,
    requestStream: false,
    responseStream: false,
    options: {},
    requestSerialize: (message: object) => encodeMessage(request, message),
    requestDeserialize: (bytes: Buffer) => decodeMessage(request, bytes),
    responseSerialize: (message: object) => encodeMessage(response, message),
    responseDeserialize: (bytes: Buffer) => decodeMessage(response, bytes),
  };
  return method as unknown as MethodDefinition<object, object>;
}
