import type { MessageTypeDefinition } from '@grpc/proto-loader';
import { loadContract } from '../../src/wire/contract.js';

const contract = loadContract();

/** Writes messages of the contract as bytes, by name, and reads them again. */
export const wireMessages = {
  encode: (message: string, value: object): Buffer => codecOf(message).serialize(value),
  decode: (message: string, bytes: Buffer): unknown => codecOf(message).deserialize(bytes),
};

function codecOf(message: string): MessageTypeDefinition<object, object> {
  return contract[`types.${message}`] as MessageTypeDefinition<object, object>;
}
