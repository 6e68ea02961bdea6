import { makeClientConstructor, type ServiceDefinition } from '@grpc/grpc-js';
import type { PackageDefinition } from '@grpc/proto-loader';
import type { DriverContract } from '../wire/driver-contract.js';
import type { DriverCodec, StaticMessage } from './driver-codec.js';

/** As `src/wire/contract.ts` reads the contract: 64-bit numbers are texts, absent fields have their zero values. */
const asPlainObject = { longs: String, defaults: true, oneofs: true };

/**
 * Makes the contract of generated code, without the library that reads `.proto` files: to load that, to read the contract and to
 * make code for each message takes longer than all the rest of the start. The bytes and the values are the same.
 */
export function codecContract(codec: DriverCodec, definition: () => PackageDefinition): DriverContract {
  const Driver = makeClientConstructor(serviceOf(codec), 'Driver');
  return { Driver: Driver as unknown as DriverContract['Driver'], definition };
}

/** How a message of generated code becomes bytes, and comes back as a plain object. */
export interface MessageCodec {
  readonly serialize: (value: object) => Buffer;
  /** @throws Error where the bytes are no such message */
  readonly deserialize: (bytes: Buffer) => object;
}

/** Reads and writes messages of a type by its generated code, as `@grpc/proto-loader` does by the code that it makes. */
export function messageCodec(type: StaticMessage): MessageCodec {
  return {
    serialize: (value) => {
      const bytes = type.encode(type.fromObject(value)).finish();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    },
    deserialize: (bytes) => type.toObject(type.decode(bytes), asPlainObject),
  };
}

function serviceOf({ types, calls }: DriverCodec): ServiceDefinition {
  const codec = (name: string): MessageCodec => {
    const type = types[name];
    if (type === undefined) throw new Error(`the generated code has no message ${name}`);
    return messageCodec(type);
  };
  const methods = Object.entries(calls).map(([name, call]) => [
    name,
    methodOf(name, codec(call.request), codec(call.response)),
  ]);
  return Object.fromEntries(methods) as ServiceDefinition;
}

function methodOf(name: string, request: MessageCodec, response: MessageCodec): ServiceDefinition[string] {
  return {
    path: `/types.Driver/${name}`,
    requestStream: false,
    responseStream: false,
    requestSerialize: request.serialize,
    requestDeserialize: request.deserialize,
    responseSerialize: response.serialize,
    responseDeserialize: response.deserialize,
  };
}
