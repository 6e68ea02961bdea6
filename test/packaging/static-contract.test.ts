import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { MethodDefinition, ServiceDefinition } from '@grpc/proto-loader';
import fc from 'fast-check';
import { contractTables } from '../../scripts/package/contract-tables.js';
import { messageShapes } from '../../src/packaging/static-contract/contract-tables.js';
import { decodeMessage, encodeMessage } from '../../src/packaging/static-contract/message-codec.js';
import type { MessageShape } from '../../src/packaging/static-contract/message-shape.js';
import { staticContract } from '../../src/packaging/static-contract/static-contract.js';
import { loadContract } from '../../src/wire/contract.js';
import { wireMessages } from '../support/wire-messages.js';

interface Vector {
  readonly name: string;
  readonly message: string;
  readonly hex: string;
  readonly value: object;
  readonly sameBytes: boolean;
}

const file = new URL('../interop/testdata/wire-vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { readonly vectors: readonly Vector[] };
const tables = contractTables(fileURLToPath(new URL('../../proto/driver.proto', import.meta.url)));
const shapes = messageShapes(tables);

function shapeOf(name: string): MessageShape {
  const shape = shapes.get(name);
  if (shape === undefined) throw new Error(`there is no message ${name}`);
  return shape;
}

/** A value without its empty parts. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, plain(part)] as const);
  return Object.fromEntries(entries.filter(([, part]) => !isEmpty(part)));
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '' || value === false || value === '0') return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

describe("what Rancher's Go code writes, as a packaged driver reads and writes it", () => {
  it.each(vectors.map((vector) => [vector.name, vector] as const))('%s', (_, { message, hex, value, sameBytes }) => {
    const decoded = decodeMessage(shapeOf(message), Buffer.from(hex, 'hex'));
    expect(plain(decoded)).toEqual(plain(value));
    const again = encodeMessage(shapeOf(message), decoded);
    if (sameBytes) expect(again.toString('hex')).toBe(hex);
    expect(decodeMessage(shapeOf(message), again)).toEqual(decoded);
  });
});

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.constantFrom('', '0', 'toString', 'constructor'));
const int64 = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String);

/** Any value of a message, in the form that the server's handlers use. */
function anyMessage(shape: MessageShape): fc.Arbitrary<object> {
  const parts = shape.fields.map((field) => {
    const one = anyValue(field.kind);
    if (field.keys !== undefined)
      return [field.name, fc.dictionary(field.keys === 'int64' ? int64 : text, one)] as const;
    return [field.name, field.repeated === true ? fc.array(one) : one] as const;
  });
  return fc.record(Object.fromEntries(parts));
}

function anyValue(kind: MessageShape['fields'][number]['kind']): fc.Arbitrary<unknown> {
  if (typeof kind === 'object') return anyMessage(kind);
  return kind === 'bool' ? fc.boolean() : kind === 'int64' ? int64 : text;
}

describe('any message', () => {
  // The library decodes 64-bit keys of maps in a form of its own; the one message with such a map is compared by bytes.
  const comparable = [...shapes.keys()].filter((name) => name !== 'Capabilities');

  it.each(comparable)('%s is read alike by the library and by the packaged driver', (name) => {
    fc.assert(
      fc.property(anyMessage(shapeOf(name)), (message) => {
        const bytes = encodeMessage(shapeOf(name), message);
        expect(decodeMessage(shapeOf(name), bytes)).toEqual(wireMessages.decode(name, bytes));
        const theirs = wireMessages.encode(name, message);
        expect(decodeMessage(shapeOf(name), theirs)).toEqual(wireMessages.decode(name, theirs));
      }),
      { numRuns: 50 },
    );
  });

  it('is read without its unknown fields, or refused, whatever the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        try {
          decodeMessage(shapeOf('CreateRequest'), Buffer.from(bytes));
        } catch (error) {
          expect(String(error)).toContain('the message is damaged');
        }
      }),
    );
  });
});

it('does not let a key of a map change what a map is', () => {
  const bytes = encodeMessage(shapeOf('DriverOptions'), {
    string_options: Object.fromEntries([['__proto__', 'text']]) as object,
  });
  const { string_options: options } = decodeMessage(shapeOf('DriverOptions'), bytes) as { string_options: object };
  expect(Object.getPrototypeOf(options)).toBe(Object.prototype);
  expect(Object.entries(options)).toEqual([['__proto__', 'text']]);
});

it("offers the library's calls under the library's names", () => {
  const ours = staticContract(tables).loadContract()['types.Driver'] as ServiceDefinition;
  const theirs = loadContract()['types.Driver'] as ServiceDefinition;
  const facts = ({ path, requestStream, responseStream }: MethodDefinition<object, object>) => ({
    path,
    requestStream,
    responseStream,
  });
  const all = (service: ServiceDefinition) =>
    Object.fromEntries(Object.entries(service).map(([k, v]) => [k, facts(v)]));
  expect(all(ours)).toEqual(all(theirs));
});
