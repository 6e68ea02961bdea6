import type { FieldShape, Message, MessageShape, ScalarKind } from './message-shape.js';
import { WireReader } from './wire-reader.js';
import { WireWriter, wireType } from './wire-writer.js';

/** The bytes of a message. Fields that are absent or have their zero value are left out, as Go leaves them out. */
export function encodeMessage(shape: MessageShape, message: object): Buffer {
  const writer = new WireWriter();
  for (const field of shape.fields) {
    const value: unknown = (message as Message)[field.name];
    if (value !== null && value !== undefined) writeField(writer, field, value);
  }
  return writer.finish();
}

/**
 * Reads a message; what is absent gets its zero value (null for a message). Unknown fields are left out; a message that
 * comes in parts is put together.
 * @throws a plain Error where the bytes are no such message
 */
export function decodeMessage(shape: MessageShape, bytes: Buffer): Message {
  return readInto(emptyMessage(shape), shape, bytes);
}

function writeField(writer: WireWriter, field: FieldShape, value: unknown): void {
  const { number, kind } = field;
  if (field.keys !== undefined) {
    for (const [key, item] of Object.entries(value as Message)) {
      writer.tag(number, wireType.delimited);
      writer.bytes(encodeEntry(field.keys, kind, key, item));
    }
  } else if (field.repeated === true) {
    for (const item of value as readonly unknown[]) writeValue(writer, number, kind, item);
  } else if (!isZero(kind, value)) {
    writeValue(writer, number, kind, value);
  }
}

/** An entry of a map; unlike a message, it always has both of its fields. */
function encodeEntry(keys: ScalarKind, kind: FieldShape['kind'], key: string, value: unknown): Buffer {
  const writer = new WireWriter(64);
  writeValue(writer, 1, keys, key);
  if (value !== null && value !== undefined) writeValue(writer, 2, kind, value);
  return writer.finish();
}

function writeValue(writer: WireWriter, number: number, kind: FieldShape['kind'], value: unknown): void {
  if (kind === 'bool' || kind === 'int64') {
    writer.tag(number, wireType.varint);
    if (kind === 'bool') writer.varint(value === true ? 1 : 0);
    else writer.int64(BigInt(String(value)));
    return;
  }
  writer.tag(number, wireType.delimited);
  if (kind === 'string') writer.text(String(value));
  else writer.bytes(encodeMessage(kind, value as object));
}

function isZero(kind: FieldShape['kind'], value: unknown): boolean {
  if (typeof kind === 'object') return false;
  return kind === 'bool' ? value !== true : kind === 'string' ? value === '' : String(value) === '0';
}

function emptyMessage(shape: MessageShape): Message {
  const message: Message = {};
  for (const { name, kind, keys, repeated } of shape.fields) {
    message[name] = keys !== undefined ? {} : repeated === true ? [] : zero(kind);
  }
  return message;
}

function zero(kind: FieldShape['kind']): unknown {
  switch (kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int64':
      return '0';
    default:
      return null;
  }
}

function readInto(message: Message, shape: MessageShape, bytes: Buffer): Message {
  const reader = new WireReader(bytes);
  while (!reader.atEnd) {
    const tag = reader.varint();
    const number = tag >>> 3;
    const type = tag & 7;
    const field = shape.fields.find((candidate) => candidate.number === number);
    if (field === undefined || type !== expectedType(field)) reader.skip(type, number);
    else readField(message, field, reader);
  }
  return message;
}

function expectedType({ kind, keys }: FieldShape): number {
  const isNumber = kind === 'bool' || kind === 'int64';
  return isNumber && keys === undefined ? wireType.varint : wireType.delimited;
}

function readField(message: Message, { name, kind, keys, repeated }: FieldShape, reader: WireReader): void {
  if (keys !== undefined) {
    const entry = readInto({ key: zero(keys), value: undefined }, entryShape(keys, kind), reader.bytes());
    const value = entry.value ?? (typeof kind === 'object' ? emptyMessage(kind) : zero(kind));
    setEntry(message[name] as Message, String(entry.key), value);
  } else if (repeated === true) {
    (message[name] as unknown[]).push(readValue(kind, reader, undefined));
  } else {
    message[name] = readValue(kind, reader, message[name]);
  }
}

function readValue(kind: FieldShape['kind'], reader: WireReader, earlier: unknown): unknown {
  switch (kind) {
    case 'string':
      return reader.text();
    case 'bool':
      return reader.bool();
    case 'int64':
      return reader.int64();
    default:
      return readInto((earlier as Message | null | undefined) ?? emptyMessage(kind), kind, reader.bytes());
  }
}

function entryShape(keys: ScalarKind, kind: FieldShape['kind']): MessageShape {
  return {
    name: 'entry',
    fields: [
      { number: 1, name: 'key', kind: keys },
      { number: 2, name: 'value', kind },
    ],
  };
}

/** A plain assignment of the key `__proto__` would change the map's prototype instead. */
function setEntry(map: Message, key: string, value: unknown): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, { value, enumerable: true, configurable: true, writable: true });
  else map[key] = value;
}
