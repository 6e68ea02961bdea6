import { readFileSync } from 'node:fs';
import type { MessageTypeDefinition, ServiceDefinition } from '@grpc/proto-loader';
import { describe, expect, it } from '@jest/globals';
import { loadContract } from '../../src/wire/contract.js';
import { int64Key } from '../../src/wire/capabilities-wire.js';
import { wireMessages } from '../support/wire-messages.js';

interface Vectors {
  readonly service: readonly { readonly path: string; readonly request: string; readonly response: string }[];
  readonly fields: Readonly<
    Record<string, readonly { readonly name: string; readonly number: number; readonly type: string }[]>
  >;
  readonly vectors: readonly Vector[];
}

interface Vector {
  readonly name: string;
  readonly message: string;
  readonly hex: string;
  readonly value: object;
  readonly sameBytes: boolean;
}

/** Written by Rancher's own generated Go code: see test/interop/README.md. */
const file = new URL('../interop/testdata/wire-vectors.json', import.meta.url);
const { service, fields, vectors } = JSON.parse(readFileSync(file, 'utf8')) as Vectors;

describe('the contract', () => {
  it("has Rancher's 16 calls, with its requests and responses", () => {
    const calls = Object.values(loadContract()['types.Driver'] as ServiceDefinition).map(
      ({ path, requestType, responseType }) => ({ path, request: nameOf(requestType), response: nameOf(responseType) }),
    );
    expect(calls.sort(byPath)).toEqual([...service].sort(byPath));
    expect(calls).toHaveLength(16);
  });

  it.each(Object.entries(fields))("has Rancher's fields in %s", (message, expected) => {
    expect(describeFields(message)).toEqual(
      expected.map(({ name, number, type }) => ({ name, number, type })).sort(byNumber),
    );
  });
});

/** protobufjs keeps the last piece only, where it should put both together. Go never writes a message in pieces. */
const beyondProtobufjs = 'CreateRequest: decode only: a message in two pieces';

describe("what Rancher's Go code writes, as we read and write it", () => {
  const readable = vectors.filter(({ name }) => name !== beyondProtobufjs);

  it.each(readable.map((vector) => [vector.name, vector] as const))('%s', (_, { message, hex, value, sameBytes }) => {
    expect(plain(wireMessages.decode(message, Buffer.from(hex, 'hex')))).toEqual(value);
    const again = wireMessages.encode(message, value);
    expect(plain(wireMessages.decode(message, again))).toEqual(value);
    if (sameBytes) expect(again.toString('hex')).toBe(hex);
  });
});

/** A decoded message in protobuf's JSON form: map keys of 64 bits as numbers, zero values left out. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([name, field]) => !isZero(name, field));
  return Object.fromEntries(
    present.map(([name, field]) => [name, isMap(name) ? plainMap(name, field as object) : plain(field)]),
  );
}

function plainMap(name: string, map: object): unknown {
  const entries = Object.entries(map).map(([key, value]) => [
    name === 'capabilities' ? String(int64Key(key)) : key,
    plain(value),
  ]);
  return Object.fromEntries(entries);
}

function isMap(name: string): boolean {
  return (
    ['options', 'metadata', 'capabilities'].includes(name) || /^(bool|string|int|string_slice)_options$/.test(name)
  );
}

function isZero(name: string, value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return isMap(name) && Object.keys(value).length === 0;
  return value === null || value === undefined || value === '' || value === false || value === 0 || value === '0';
}

interface FieldDescriptor {
  readonly name: string;
  readonly number: number;
  readonly type: string;
  readonly label: string;
  readonly typeName: string;
}

interface MessageDescriptor {
  readonly name: string;
  readonly field: readonly FieldDescriptor[];
  readonly nestedType: readonly (MessageDescriptor & { readonly options?: { readonly mapEntry?: boolean } | null })[];
}

function describeFields(message: string): readonly { name: string; number: number; type: string }[] {
  const { type } = loadContract()[`types.${message}`] as unknown as { readonly type: MessageDescriptor };
  return type.field
    .map((field) => ({ name: field.name, number: field.number, type: typeOf(field, type) }))
    .sort(byNumber);
}

function typeOf(field: FieldDescriptor, parent: MessageDescriptor): string {
  const short = field.typeName.split('.').at(-1) ?? '';
  const entry = parent.nestedType.find(({ name, options }) => name === short && options?.mapEntry === true);
  if (entry !== undefined) {
    const [key, value] = entry.field;
    if (key !== undefined && value !== undefined) return `map<${typeOf(key, entry)}, ${typeOf(value, entry)}>`;
  }
  const plainType = field.type === 'TYPE_MESSAGE' ? short : field.type.replace('TYPE_', '').toLowerCase();
  return field.label === 'LABEL_REPEATED' ? `repeated ${plainType}` : plainType;
}

function nameOf({ type }: Partial<MessageTypeDefinition<object, object>>): unknown {
  return (type as MessageDescriptor | undefined)?.name;
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : 1;
}

function byNumber(one: { readonly number: number }, other: { readonly number: number }): number {
  return one.number - other.number;
}
