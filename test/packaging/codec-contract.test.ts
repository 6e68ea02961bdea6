import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { MethodDefinition, ServiceDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import protobuf from 'protobufjs';
import { codecContract, messageCodec } from '../../src/packaging/codec-contract.js';
import { loadContract, readContract } from '../../src/wire/contract.js';
import { wireMessages } from '../support/wire-messages.js';
import { generatedCodec } from './support/generated-codec.js';

interface Vector {
  readonly name: string;
  readonly message: string;
  readonly hex: string;
  readonly value: object;
  readonly sameBytes: boolean;
}

const file = new URL('../interop/testdata/wire-vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] };
const proto = readFileSync(new URL('../../proto/driver.proto', import.meta.url), 'utf8');
const contract = protobuf.parse(proto, { keepCase: true }).root.lookup('types') as protobuf.Namespace;
const messages = contract.nestedArray.filter((part) => part instanceof protobuf.Type);
const codec = await generatedCodec();

function codecOf(name: string) {
  const type = codec.types[name];
  if (type === undefined) throw new Error(`there is no message ${name}`);
  return messageCodec(type);
}

describe("what Rancher's Go code writes, as a packaged driver reads and writes it", () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, { message, hex, value, sameBytes }) => {
    const { serialize, deserialize } = codecOf(message);
    const bytes = Buffer.from(hex, 'hex');
    // test/wire/contract.test.ts compares what the library reads with what was written.
    expect(deserialize(bytes)).toEqual(wireMessages.decode(message, bytes));
    const written = serialize(value);
    expect(written.toString('hex')).toBe(wireMessages.encode(message, value).toString('hex'));
    if (sameBytes) expect(written.toString('hex')).toBe(hex);
  });
});

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '0', 'toString', 'constructor'));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);

/** Any value of a message, in the form that the server's handlers use. */
function anyMessage(type: protobuf.Type): fc.Arbitrary<object> {
  const parts = type.fieldsArray.map((field) => {
    const one = anyValue(field);
    if (field instanceof protobuf.MapField)
      return [field.name, fc.dictionary(field.keyType === 'int64' ? int64 : text, one)] as const;
    return [field.name, field.repeated ? fc.array(one) : one] as const;
  });
  return fc.record(Object.fromEntries(parts));
}

function anyValue(field: protobuf.Field): fc.Arbitrary<unknown> {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return anyMessage(resolvedType);
  return field.type === 'bool' ? fc.boolean() : field.type === 'int64' ? int64 : text;
}

function outcome(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    return String(error);
  }
}

describe('any message', () => {
  it.each(messages.map((type) => [type.name, type] as const))(
    '%s is read and written alike by the library and by the packaged driver',
    (name, type) => {
      const { serialize, deserialize } = codecOf(name);
      fc.assert(
        fc.property(anyMessage(type), (message) => {
          const bytes = serialize(message);
          expect(bytes.equals(wireMessages.encode(name, message))).toBe(true);
          expect(deserialize(bytes)).toEqual(wireMessages.decode(name, bytes));
        }),
        { numRuns: 50 },
      );
    },
  );

  it('is read without its unknown fields, or refused, as by the library, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const buffer = Buffer.from(bytes);
        const ours = outcome(() => codecOf('CreateRequest').deserialize(buffer));
        expect(ours).toEqual(outcome(() => wireMessages.decode('CreateRequest', buffer)));
      }),
    );
  });
});

it('does not let a key of a map change what a map is', () => {
  const { serialize, deserialize } = codecOf('DriverOptions');
  const bytes = serialize({ string_options: Object.fromEntries([['__proto__', 'text']]) as object });
  const { string_options: options } = deserialize(bytes) as { string_options: object };
  expect(Object.getPrototypeOf(options)).toBe(Object.prototype);
  expect(Object.entries(options)).toEqual([['__proto__', 'text']]);
});

it("offers the library's calls under the library's names", () => {
  const ours = codecContract(codec, loadContract).Driver.service as unknown as ServiceDefinition;
  const theirs = readContract().Driver.service as unknown as ServiceDefinition;
  const facts = ({ path, requestStream, responseStream }: MethodDefinition<object, object>) => ({
    path,
    requestStream,
    responseStream,
  });
  const all = (service: ServiceDefinition) =>
    Object.fromEntries(Object.entries(service).map(([k, v]) => [k, facts(v)]));
  expect(all(ours)).toEqual(all(theirs));
});
